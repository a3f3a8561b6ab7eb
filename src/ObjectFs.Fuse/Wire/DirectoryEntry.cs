using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>An entry of a listing; the name follows, then padding to 8 (fuse_dirent).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DirectoryEntry
{
    public ulong Inode;
    public ulong Offset;
    public uint NameLength;
    public uint Type;
}
