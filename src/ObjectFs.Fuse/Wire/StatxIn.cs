using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What statx(2) asks for (fuse_statx_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct StatxIn
{
    public uint Flags;
    public uint Padding;
    public ulong FileHandle;
    public uint SyncFlags;
    public uint Mask;
}
