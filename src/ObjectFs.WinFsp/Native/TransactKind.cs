namespace ObjectFs.WinFsp;

/// <summary>FspFsctlTransact…Kind, of the requests that may be answered later.</summary>
internal enum TransactKind : uint
{
    Read = 5,
    Write = 6,
    QueryDirectory = 14,
}
