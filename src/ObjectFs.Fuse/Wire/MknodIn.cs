using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>A new file (fuse_mknod_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MknodIn
{
    public uint Mode;
    public uint Device;
    public uint Umask;
    public uint Padding;
}
