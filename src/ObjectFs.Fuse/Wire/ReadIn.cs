using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What to read of a file or directory (fuse_read_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ReadIn
{
    public ulong FileHandle;
    public ulong Offset;
    public uint Size;
    public uint ReadFlags;
    public ulong LockOwner;
    public uint Flags;
    public uint Padding;
}
