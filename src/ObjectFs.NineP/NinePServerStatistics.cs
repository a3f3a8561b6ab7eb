using ObjectFs.Tree;

namespace ObjectFs.NineP;

/// <summary>What a server has done so far.</summary>
public readonly record struct NinePServerStatistics
{
    /// <summary>Requests of all clients.</summary>
    public long Operations { get; init; }

    /// <summary>Requests that were refused, for whatever reason; looking for a name that is not there is one.</summary>
    public long Errors { get; init; }

    /// <summary>Bytes read from files.</summary>
    public long BytesRead { get; init; }

    /// <summary>Bytes written to files.</summary>
    public long BytesWritten { get; init; }

    /// <summary>Connections now.</summary>
    public int Connections { get; init; }

    /// <summary>Fids of all connections now.</summary>
    public int Fids { get; init; }

    /// <summary>Requests that wait for their node now.</summary>
    public int Waiting { get; init; }

    /// <summary>How long answers took; one request in 13 is timed.</summary>
    public Latencies Latencies { get; init; }
}
