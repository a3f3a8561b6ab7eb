using ObjectFs.Benchmarks.Load;

namespace ObjectFs.Benchmarks.NineP;

/// <summary>One thing that clients do over and over.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Verb">As <c>peer/load9p.c</c> calls it.</param>
/// <param name="File">The path, which each connection's number follows where <paramref name="IsNumbered"/>.</param>
internal sealed record Operation(string Name, string Verb, string File)
{
    /// <summary>Whether each connection has a file of its own.</summary>
    public bool IsNumbered { get; init; }

    public Transport Transport { get; init; }

    public int Connections { get; init; } = 1;

    /// <summary>Operations under way on each connection.</summary>
    public int Depth { get; init; } = 1;

    /// <summary>What the client asks for; the server may grant less.</summary>
    public int MessageSize { get; init; } = 64 << 10;

    /// <summary>What the file holds: bytes, or names; 0 where it does not matter.</summary>
    public int Size { get; init; }

    /// <summary>What is counted a second.</summary>
    public string Unit { get; init; } = "ops";

    /// <summary>So many of <see cref="Unit"/> a second; for reads it is bytes that count, because the servers do not agree to frames of one size.</summary>
    public double Rate(Measurement round) => Unit switch
    {
        "MB" => round.Bytes / round.Seconds / 1e6,
        "names" => round.Entries / round.Seconds,
        _ => round.OperationsPerSecond,
    };

    /// <summary>The names that the client gets, one a connection.</summary>
    public IEnumerable<string> Files => Enumerable.Range(0, Connections).Select(connection => IsNumbered ? FormattableString.Invariant($"{File}{connection}") : File);
}
