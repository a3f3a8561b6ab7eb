using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>How to make and open (fuse_create_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CreateIn
{
    public uint Flags;
    public uint Mode;
    public uint Umask;
    public uint OpenFlags;
}
