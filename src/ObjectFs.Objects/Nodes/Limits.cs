namespace ObjectFs.Objects.Nodes;

/// <summary>The bounds of what a look may cost and a writer may make us hold.</summary>
internal static class Limits
{
    /// <summary>Bytes of one text made for a reader: a longer one is refused with EFBIG.</summary>
    public const int Text = 64 << 20;

    /// <summary>Bytes of an array copied for a reader, who then sees it as it was at one moment; of a longer one he sees what the program makes of it meanwhile.</summary>
    public const int Copied = 1 << 20;

    /// <summary>Bytes of one value staged by a writer: more is refused with EFBIG.</summary>
    public const int Staged = 64 << 20;

    /// <summary>Bytes staged by all writers together: more is refused with ENOSPC.</summary>
    public const long AllStaged = 512L << 20;

    /// <summary>Steps below an exported object: deeper ones are refused with ELOOP, so that a walk of the tree ends even where each getter makes a new object.</summary>
    public const int Depth = 8;

    /// <summary>Lines of an enumerable that is no collection.</summary>
    public const int Lines = 10_000;

    /// <summary>Different values of one member that are told apart at once.</summary>
    public const int Values = 1_000_000;

    /// <summary>Symbolic links per directory that wait to be renamed onto a member.</summary>
    public const int PendingLinks = 16;
}
