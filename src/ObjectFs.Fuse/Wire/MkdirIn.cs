using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>A new directory (fuse_mkdir_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MkdirIn
{
    public uint Mode;
    public uint Umask;
}
