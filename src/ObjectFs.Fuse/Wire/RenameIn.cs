using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>Where to (fuse_rename_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RenameIn
{
    public ulong NewDirectory;
}
