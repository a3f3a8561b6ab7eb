using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What the kernel offers; up to 7.35 only the first four fields (fuse_init_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct InitIn
{
    public uint Major;
    public uint Minor;
    public uint MaxReadahead;
    public uint Flags;
    public uint Flags2;
    public fixed uint Unused[11];
}
