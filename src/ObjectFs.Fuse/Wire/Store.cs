using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What the kernel is to have in its page cache (fuse_notify_store_out); the bytes follow.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Store
{
    public ulong NodeId;
    public ulong Offset;
    public uint Size;
    public uint Padding;
}
