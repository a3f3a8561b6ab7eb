using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>A node and how long name and attributes may be remembered (fuse_entry_out).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct EntryOut
{
    public ulong NodeId;
    public ulong Generation;
    public ulong EntryValid;
    public ulong AttributesValid;
    public uint EntryValidNanoseconds;
    public uint AttributesValidNanoseconds;
    public Attributes Attributes;
}
