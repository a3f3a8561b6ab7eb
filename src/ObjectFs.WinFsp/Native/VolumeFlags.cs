namespace ObjectFs.WinFsp;

/// <summary>The flags of FSP_FSCTL_VOLUME_PARAMS that are used here.</summary>
[Flags]
internal enum VolumeFlags : uint
{
    None = 0,
    CasePreservedNames = 2,
    UnicodeOnDisk = 4,
    PersistentAcls = 8,
    ReparsePoints = 0x10,
    ReadOnlyVolume = 0x200,
    PassQueryDirectoryFileName = 0x2000,

    /// <summary>The context of an open file is any number of ours.</summary>
    UserContextPerOpen = 0x10000,
}
