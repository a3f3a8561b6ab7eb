namespace ObjectFs.Fuse;

/// <summary>Where and how a tree is mounted.</summary>
public sealed record FuseMountOptions
{
    /// <summary>The directory to mount on, absolute or from the current one. It is made if only its last part is missing, and then removed again at the end.</summary>
    public string MountPoint { get; init; } = "";

    /// <summary>What /proc/mounts and df show as the source.</summary>
    public string Source { get; init; } = "objectfs";

    /// <summary>Nothing may be changed (EROFS).</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Every user may come in, and the kernel then checks the permission bits; otherwise only the user who mounts, and root not either.
    /// An ordinary user needs <c>user_allow_other</c> in /etc/fuse.conf for it.</summary>
    public bool AllowOther { get; init; }

    /// <summary>Owner of what has none of its own; by default the user of the process.</summary>
    public uint? UserId { get; init; }

    /// <summary>Group of what has none of its own; by default the group of the process.</summary>
    public uint? GroupId { get; init; }

    /// <summary>The directory may hold something, which is hidden for as long as the mount lasts.</summary>
    public bool AllowNonEmpty { get; init; }

    /// <summary>The kernel may remember what it can be told to forget (<see cref="Tree.Freshness"/>). Off, it asks each time.</summary>
    public bool KernelCache { get; init; } = true;

    /// <summary>How many nodes the kernel may know at once; past it lookups fail with ENFILE.</summary>
    public int MaxNodes { get; init; } = 1 << 20;

    /// <summary>How many files may be open at once; past it opens fail with ENFILE.</summary>
    public int MaxOpenFiles { get; init; } = 1 << 16;

    /// <summary>How many reads and writes may wait for their nodes at once; past it they fail with ENOMEM.</summary>
    public int MaxWaiting { get; init; } = 4096;
}
