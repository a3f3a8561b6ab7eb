using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>Which request (fuse_interrupt_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct InterruptIn
{
    public ulong Unique;
}
