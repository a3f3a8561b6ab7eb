using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>How much room there is; 0 asks for the size (fuse_getxattr_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GetXattrIn
{
    public uint Size;
    public uint Padding;
}
