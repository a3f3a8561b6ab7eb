using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>Whose attributes are no longer true (fuse_notify_inval_inode_out).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct InvalidateInode
{
    public ulong NodeId;
    public long Offset;
    public long Length;
}
