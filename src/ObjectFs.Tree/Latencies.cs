namespace ObjectFs.Tree;

/// <summary>How long a gateway's answers took, from a request's arrival to its answer; the wait of a read that blocks is part of it.</summary>
public readonly record struct Latencies
{
    /// <summary>Half of the answers took at most so long.</summary>
    public TimeSpan Median { get; init; }

    /// <summary>Nine in ten took at most so long.</summary>
    public TimeSpan Percentile90 { get; init; }

    /// <summary>Ninety-nine in a hundred took at most so long.</summary>
    public TimeSpan Percentile99 { get; init; }

    /// <summary>The longest of those that were timed.</summary>
    public TimeSpan Longest { get; init; }
}
