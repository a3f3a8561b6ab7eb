using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What access(2) asks (fuse_access_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AccessIn
{
    public uint Mask;
    public uint Padding;
}
