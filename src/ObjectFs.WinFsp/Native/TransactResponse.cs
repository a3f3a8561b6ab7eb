using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <summary>FSP_FSCTL_TRANSACT_RSP: an answer that comes after the operation returned STATUS_PENDING. Operations of WinFsp's may append to it.</summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct TransactResponse
{
    /// <summary>The longest that one may become.</summary>
    public const int MaxSize = 16384;

    public ushort Version;
    public ushort Size;
    public TransactKind Kind;
    public ulong Hint;
    public uint Information;
    public NtStatus Status;

    /// <summary>For a write.</summary>
    public FileInfo Info;
}
