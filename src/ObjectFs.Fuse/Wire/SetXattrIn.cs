using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What follows the name, without SETXATTR_EXT (fuse_setxattr_in, FUSE_COMPAT_SETXATTR_IN_SIZE).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SetXattrIn
{
    public uint Size;
    public uint Flags;
}
