using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <summary>FSP_FSCTL_TRANSACT_RSP: an answer that comes after the callback returned STATUS_PENDING.</summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct TransactResponse
{
    public ushort Version;
    public ushort Size;
    public TransactKind Kind;
    public ulong Hint;
    public uint Information;
    public NtStatus Status;

    /// <summary>For a write.</summary>
    public FileInfo Info;
}
