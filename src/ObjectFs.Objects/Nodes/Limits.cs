namespace ObjectFs.Objects.Nodes;

/// <summary>The bounds of what a look may cost and a writer may make us hold.</summary>
internal static class Limits
{
    /// <summary>Bytes of one text made for a reader: a longer one is refused with EFBIG.</summary>
    public const int Text = 64 << 20;

    /// <summary>Bytes of the texts and listings that all readers together keep while they read, those of up to <see cref="FewKept"/> left out: more are refused with ENOMEM.</summary>
    public const long AllKept = 256L << 20;

    /// <summary>Bytes that cost little next to the handle that keeps them: how many of these there are gateways bound, by the handles that may be open.</summary>
    public const int FewKept = 64 << 10;

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

    /// <summary>Lines that wait for one reader of a stream: past it the oldest are dropped, and the reader is told.</summary>
    public const int StreamLines = 4096;

    /// <summary>Bytes of them.</summary>
    public const int StreamBytes = 1 << 20;

    /// <summary>Readers of the streams of one object: more are refused with ENOSPC.</summary>
    public const int StreamReaders = 256;

    /// <summary>Readers of all streams together: more are refused with ENFILE.</summary>
    public const int AllStreamReaders = 16 * 1024;

    /// <summary>Events of one member that happened and are not yet text: more are dropped, and readers are told.</summary>
    public const int StreamBacklog = 1024;

    /// <summary>Bytes of one log: past it the log is begun anew.</summary>
    public const int LogBytes = 1 << 20;

    /// <summary>Bytes of all logs together: past it the log that grows is begun anew.</summary>
    public const long AllLogBytes = 64L << 20;

    /// <summary>Symbolic links per directory that wait to be renamed onto a member.</summary>
    public const int PendingLinks = 16;

    /// <summary>Bytes of one scratch file: more are refused with EFBIG.</summary>
    public const long ScratchFile = 16 << 20;

    /// <summary>Scratch files of one directory, those that are removed and still open included: more are refused with ENOSPC.</summary>
    public const int ScratchFiles = 64;

    /// <summary>Bytes of them: more are refused with ENOSPC.</summary>
    public const long ScratchBytes = 32 << 20;

    /// <summary>Scratch files of a whole registry: more are refused with ENOSPC.</summary>
    public const int AllScratchFiles = 4096;

    /// <summary>Bytes of them: more are refused with ENOSPC.</summary>
    public const long AllScratchBytes = 128 << 20;
}
