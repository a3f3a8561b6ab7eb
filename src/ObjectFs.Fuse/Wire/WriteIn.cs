using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What to write; the data follows (fuse_write_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WriteIn
{
    public ulong FileHandle;
    public ulong Offset;
    public uint Size;
    public uint WriteFlags;
    public ulong LockOwner;
    public uint Flags;
    public uint Padding;
}
