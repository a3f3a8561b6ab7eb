using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>Of which file (fuse_getattr_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GetAttributesIn
{
    public uint Flags;
    public uint Padding;
    public ulong FileHandle;
}
