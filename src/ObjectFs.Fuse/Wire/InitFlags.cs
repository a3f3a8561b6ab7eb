namespace ObjectFs.Fuse;

/// <summary>What kernel and server may agree on (FUSE_… of linux/fuse.h); those above bit 31 travel in flags2.</summary>
[Flags]
internal enum InitFlags : ulong
{
    None = 0,
    AsyncRead = 1UL << 0,
    AtomicTruncate = 1UL << 3,
    BigWrites = 1UL << 5,
    DoReadDirectoryPlus = 1UL << 13,
    AsyncDirectIo = 1UL << 15,
    WritebackCache = 1UL << 16,
    ParallelDirectoryOperations = 1UL << 18,
    MaxPages = 1UL << 22,
    InitExtension = 1UL << 30,
    HasExpireOnly = 1UL << 35,
    DirectIoAllowMmap = 1UL << 36,
    OverIoUring = 1UL << 41,
}
