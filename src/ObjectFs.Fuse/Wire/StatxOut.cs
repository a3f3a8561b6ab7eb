using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What statx(2) shows (fuse_statx_out with fuse_statx in it).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct StatxOut
{
    public ulong Valid;
    public uint ValidNanoseconds;
    public uint Flags;
    public fixed ulong Spare[2];
    public uint Mask;
    public uint BlockSize;
    public ulong StatxAttributes;
    public uint Links;
    public uint UserId;
    public uint GroupId;
    public ushort Mode;
    public ushort Padding;
    public ulong Inode;
    public ulong Size;
    public ulong Blocks;
    public ulong StatxAttributesMask;
    public StatxTime Access;
    public StatxTime Birth;
    public StatxTime Change;
    public StatxTime Modify;
    public uint DeviceMajor;
    public uint DeviceMinor;
    public uint FileSystemMajor;
    public uint FileSystemMinor;
    public fixed ulong Spare2[14];

    /// <summary>Says what fuse_attr says.</summary>
    public void FillFrom(in Attributes from)
    {
        const uint BasicStats = 0x7FF;
        Mask = BasicStats;
        BlockSize = from.BlockSize;
        Links = from.Links;
        UserId = from.UserId;
        GroupId = from.GroupId;
        Mode = (ushort)from.Mode;
        Inode = from.Inode;
        Size = from.Size;
        Blocks = from.Blocks;
        Access = new StatxTime { Seconds = from.AccessSeconds, Nanoseconds = from.AccessNanoseconds };
        Modify = new StatxTime { Seconds = from.ModifySeconds, Nanoseconds = from.ModifyNanoseconds };
        Change = new StatxTime { Seconds = from.ChangeSeconds, Nanoseconds = from.ChangeNanoseconds };
    }
}
