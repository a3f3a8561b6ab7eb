using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <summary>FSP_FSCTL_VOLUME_INFO; the length of the label is in bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct VolumeInfo
{
    public ulong TotalSize;
    public ulong FreeSize;
    public ushort LabelLength;
    public fixed char Label[32];
}
