using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What truncate, chmod, chown, utimensat ask for (fuse_setattr_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SetAttributesIn
{
    public uint Valid;
    public uint Padding;
    public ulong FileHandle;
    public ulong Size;
    public ulong LockOwner;
    public long AccessSeconds;
    public long ModifySeconds;
    public long ChangeSeconds;
    public uint AccessNanoseconds;
    public uint ModifyNanoseconds;
    public uint ChangeNanoseconds;
    public uint Mode;
    public uint Unused4;
    public uint UserId;
    public uint GroupId;
    public uint Unused5;
}
