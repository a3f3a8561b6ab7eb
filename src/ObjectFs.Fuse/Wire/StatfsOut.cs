using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What statfs(2) shows (fuse_statfs_out).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct StatfsOut
{
    public ulong Blocks;
    public ulong FreeBlocks;
    public ulong AvailableBlocks;
    public ulong Files;
    public ulong FreeFiles;
    public uint BlockSize;
    public uint NameLength;
    public uint FragmentSize;
    public uint Padding;
    public fixed uint Spare[6];
}
