using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>Attributes and how long they may be remembered (fuse_attr_out).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AttributesOut
{
    public ulong Valid;
    public uint ValidNanoseconds;
    public uint Padding;
    public Attributes Attributes;
}
