namespace ObjectFs.Fuse;

/// <summary>Numbers of linux/fuse.h that belong to no struct.</summary>
internal static class Protocol
{
    public const uint Major = 7;

    /// <summary>The newest version that is spoken.</summary>
    public const uint Minor = 45;

    /// <summary>The oldest version that is spoken.</summary>
    public const uint OldestMinor = 31;

    /// <summary>From here on the kernel knows FUSE_NOTIFY_INC_EPOCH.</summary>
    public const uint EpochMinor = 44;

    public const ulong RootNodeId = 1;
    public const int MaxName = 255;
    public const int MaxWrite = 1 << 20;

    /// <summary>XATTR_SIZE_MAX of linux/limits.h.</summary>
    public const int MaxXattr = 64 * 1024;

    public const uint PollScheduleNotify = 1;
    public const uint ExpireOnly = 1;

    public const uint TypeMask = 0xF000;
    public const uint TypeDirectory = 0x4000;
    public const uint TypeFile = 0x8000;
    public const uint TypeSymlink = 0xA000;
}
