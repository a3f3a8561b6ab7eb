using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>What is ready (fuse_poll_out).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollOut
{
    public uint Events;
    public uint Padding;
}
