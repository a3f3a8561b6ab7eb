using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <summary>The head of FSP_FSCTL_TRANSACT_REQ.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TransactRequest
{
    public ushort Version;
    public ushort Size;
    public TransactKind Kind;
    public ulong Hint;
}
