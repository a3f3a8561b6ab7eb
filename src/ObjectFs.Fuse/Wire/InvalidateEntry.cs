using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>Which name leads no longer where it did; the name and a NUL follow (fuse_notify_inval_entry_out).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct InvalidateEntry
{
    public ulong Parent;
    public uint NameLength;
    public uint Flags;
}
