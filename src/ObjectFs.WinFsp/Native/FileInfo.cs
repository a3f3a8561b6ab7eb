using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <summary>FSP_FSCTL_FILE_INFO. Times are FILETIMEs: 100 ns since 1601, UTC.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FileInfo
{
    public FileAttributes Attributes;
    public uint ReparseTag;
    public ulong AllocationSize;
    public ulong FileSize;
    public ulong CreationTime;
    public ulong LastAccessTime;
    public ulong LastWriteTime;
    public ulong ChangeTime;
    public ulong IndexNumber;
    public uint HardLinks;
    public uint EaSize;
}
