using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <summary>FSP_FSCTL_OPEN_FILE_INFO: what Create's and Open's FILE_INFO really is. The size of the name is in bytes: on entry what there is room for, on return what was used.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OpenFileInfo
{
    public FileInfo Info;
    public char* NormalizedName;
    public ushort NormalizedNameSize;
}
