using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What stat(2) shows (fuse_attr).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Attributes
{
    public ulong Inode;
    public ulong Size;
    public ulong Blocks;
    public long AccessSeconds;
    public long ModifySeconds;
    public long ChangeSeconds;
    public uint AccessNanoseconds;
    public uint ModifyNanoseconds;
    public uint ChangeNanoseconds;
    public uint Mode;
    public uint Links;
    public uint UserId;
    public uint GroupId;
    public uint Device;
    public uint BlockSize;
    public uint Flags;
}
