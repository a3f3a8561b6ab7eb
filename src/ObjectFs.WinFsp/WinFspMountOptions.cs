namespace ObjectFs.WinFsp;

/// <summary>Where and how a tree becomes a drive.</summary>
public sealed record WinFspMountOptions
{
    /// <summary>The most that the driver lets wait at once.</summary>
    internal const int IrpCapacity = 1000;

    /// <summary>A drive (<c>X:</c>), or a directory that does not exist yet; empty for the first free letter from Z: down, or, with a <see cref="Prefix"/>, for none.
    /// A drive is seen in the logon session that mounts it; an elevated program is in another.</summary>
    public string MountPoint { get; init; } = "";

    /// <summary>A network place of the form <c>\server\share</c>, for example <c>\objectfs\game</c>, which is then reached as <c>\\objectfs\game</c>; empty for a disk.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The name that the shell shows; at most 32 characters.</summary>
    public string Label { get; init; } = "ObjectFs";

    /// <summary>Nothing may be changed.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>How long Windows may believe what it was told of a file, at most a second; zero by default: it asks each time.</summary>
    public TimeSpan FileInfoTimeout { get; init; }

    /// <summary>How many files may be open at once; past it opening fails with STATUS_TOO_MANY_OPENED_FILES.</summary>
    public int MaxOpenFiles { get; init; } = 1 << 16;

    /// <summary>How many reads, writes and listings may wait for their nodes at once; past it they fail with STATUS_INSUFFICIENT_RESOURCES.</summary>
    public int MaxWaiting { get; init; } = 4096;

    /// <summary>The DLL of WinFsp; null for the one that its installer put where the registry says.</summary>
    public string? LibraryPath { get; init; }

    /// <summary>How many requests may be under way on threads.</summary>
    internal int MaxUnderWay { get; init; } = IrpCapacity;

    /// <summary>How long a callback that must answer before it returns waits for a program that hangs.</summary>
    internal TimeSpan ChangeLimit { get; init; } = TimeSpan.FromSeconds(10);
}
