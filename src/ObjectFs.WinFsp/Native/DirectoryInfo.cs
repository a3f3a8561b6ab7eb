using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <summary>FSP_FSCTL_DIR_INFO, without the name that follows it: <see cref="Size"/> is that of both, in bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 104)]
internal struct DirectoryInfo
{
    [FieldOffset(0)]
    public ushort Size;

    [FieldOffset(8)]
    public FileInfo Info;

    [FieldOffset(80)]
    public ulong NextOffset;
}
