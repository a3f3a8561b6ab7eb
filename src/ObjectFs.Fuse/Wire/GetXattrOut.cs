using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>How much room it takes (fuse_getxattr_out).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GetXattrOut
{
    public uint Size;
    public uint Padding;
}
