using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>The last close (fuse_release_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ReleaseIn
{
    public ulong FileHandle;
    public uint Flags;
    public uint ReleaseFlags;
    public ulong LockOwner;
}
