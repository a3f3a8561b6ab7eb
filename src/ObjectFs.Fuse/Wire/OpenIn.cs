using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>How to open (fuse_open_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OpenIn
{
    public uint Flags;
    public uint OpenFlags;
}
