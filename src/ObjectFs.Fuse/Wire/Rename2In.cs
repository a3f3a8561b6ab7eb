using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>Where to, and how (fuse_rename2_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Rename2In
{
    public ulong NewDirectory;
    public uint Flags;
    public uint Padding;
}
