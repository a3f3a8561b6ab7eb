using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>A close (fuse_flush_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FlushIn
{
    public ulong FileHandle;
    public uint Unused;
    public uint Padding;
    public ulong LockOwner;
}
