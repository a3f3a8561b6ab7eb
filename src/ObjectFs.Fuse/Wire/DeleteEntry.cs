using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>Which name and node are gone; the name and a NUL follow (fuse_notify_delete_out).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DeleteEntry
{
    public ulong Parent;
    public ulong Child;
    public uint NameLength;
    public uint Padding;
}
