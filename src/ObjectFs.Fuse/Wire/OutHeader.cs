using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What every answer and notification starts with (fuse_out_header).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OutHeader
{
    public uint Length;
    public int Error;
    public ulong Unique;
}
