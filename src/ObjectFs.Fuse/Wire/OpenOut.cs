using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>An open file or directory (fuse_open_out).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OpenOut
{
    public ulong FileHandle;
    public uint OpenFlags;
    public int BackingId;
}
