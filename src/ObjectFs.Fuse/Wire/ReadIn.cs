using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What to read of a file or directory (fuse_read_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ReadIn
{
    /// <summary>In <see cref="ReadFlags"/>: by a process, into its own memory, and not by the kernel, into its page cache (FUSE_READ_LOCKOWNER).</summary>
    public const uint ByOwner = 1 << 1;

    public ulong FileHandle;
    public ulong Offset;
    public uint Size;
    public uint ReadFlags;
    public ulong LockOwner;
    public uint Flags;
    public uint Padding;
}
