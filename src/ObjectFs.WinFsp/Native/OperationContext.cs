using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <summary>FSP_FILE_SYSTEM_OPERATION_CONTEXT: what a dispatcher's thread is at; only during a callback.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OperationContext
{
    public TransactRequest* Request;
    public TransactResponse* Response;
}
