using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What poll(2) asks (fuse_poll_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollIn
{
    public ulong FileHandle;
    public ulong KernelHandle;
    public uint Flags;
    public uint Events;
}
