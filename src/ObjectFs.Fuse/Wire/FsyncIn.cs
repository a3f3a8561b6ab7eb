using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>An fsync(2) (fuse_fsync_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FsyncIn
{
    public ulong FileHandle;
    public uint Flags;
    public uint Padding;
}
