using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What every request starts with (fuse_in_header).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct InHeader
{
    public uint Length;
    public Opcode Opcode;
    public ulong Unique;
    public ulong NodeId;
    public uint UserId;
    public uint GroupId;
    public uint ProcessId;
    public ushort ExtensionLength;
    public ushort Padding;
}
