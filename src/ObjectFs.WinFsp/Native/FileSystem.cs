using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <summary>The head of FSP_FILE_SYSTEM; all else of it is WinFsp's own.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FileSystem
{
    public ushort Version;

    /// <summary>Ours to use.</summary>
    public nint UserContext;
}
