using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What was taken (fuse_write_out).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WriteOut
{
    public uint Size;
    public uint Padding;
}
