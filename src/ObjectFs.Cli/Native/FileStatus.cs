namespace ObjectFs.Cli.Native;

/// <summary>What statx(2) tells of a file.</summary>
internal readonly record struct FileStatus
{
    private const int TypeMask = 0xF000;

    /// <summary>Type and permission bits (<c>st_mode</c>).</summary>
    public int Mode { get; init; }

    public uint UserId { get; init; }

    public uint GroupId { get; init; }

    public int Links { get; init; }

    public long Size { get; init; }

    /// <summary>Nanoseconds since 1970.</summary>
    public long Modified { get; init; }

    /// <summary>Nanoseconds since 1970.</summary>
    public long Changed { get; init; }

    /// <summary>Tells this file from every other that is or was: number, device and time of birth together.</summary>
    public ulong Identity { get; init; }

    public bool IsDirectory => (Mode & TypeMask) == 0x4000;

    public bool IsRegular => (Mode & TypeMask) == 0x8000;

    public bool IsLink => (Mode & TypeMask) == 0xA000;

    public bool IsPipe => (Mode & TypeMask) == 0x1000;

    public bool IsSocket => (Mode & TypeMask) == 0xC000;
}
