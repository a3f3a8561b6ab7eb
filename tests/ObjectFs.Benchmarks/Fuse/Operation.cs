namespace ObjectFs.Benchmarks.Fuse;

/// <summary>One thing that clients do over and over.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Verb">As <c>peer/load.c</c> calls it.</param>
/// <param name="Directory">Below the mount point.</param>
/// <param name="File">The name, which each client's number follows where <paramref name="IsNumbered"/>.</param>
internal sealed record Operation(string Name, string Verb, string Directory, string File)
{
    /// <summary>Whether each client has a file of its own.</summary>
    public bool IsNumbered { get; init; } = true;

    /// <summary>Threads of the client.</summary>
    public int Clients { get; init; } = 1;

    /// <summary>Bytes asked for by each read.</summary>
    public int Block { get; init; } = 4096;

    /// <summary>What is written.</summary>
    public string Text { get; init; } = "xxxxxxxxxxxxxxx";

    /// <summary>The names that the client gets, one a thread.</summary>
    public IEnumerable<string> Files => IsNumbered ? Enumerable.Range(0, Clients).Select(client => $"{File}{client}") : Enumerable.Repeat(File, Clients);
}
