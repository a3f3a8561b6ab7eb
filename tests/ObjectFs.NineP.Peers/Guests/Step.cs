namespace ObjectFs.NineP.Peers.Guests;

/// <summary>Commands for the guest's shell, and the name under which the transcript has their outcome.</summary>
internal sealed record Step(string Label, string Commands)
{
    /// <summary>After how long the shell is killed.</summary>
    public int Seconds { get; init; } = 60;

    /// <summary>Whether there is no sense in what follows when it fails.</summary>
    public bool IsVital { get; init; }
}
