using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>A time stamp of statx(2) (fuse_sx_time).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct StatxTime
{
    public long Seconds;
    public uint Nanoseconds;
    public int Padding;
}
