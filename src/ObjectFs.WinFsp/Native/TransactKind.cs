namespace ObjectFs.WinFsp;

/// <summary>FspFsctlTransact…Kind, of the requests that may have to wait for the program. The operation that WinFsp has for one is FspFileSystemOp and its name.</summary>
internal enum TransactKind : uint
{
    Create = 1,
    Overwrite = 2,
    Cleanup = 3,
    Read = 5,
    Write = 6,
    QueryInformation = 7,
    SetInformation = 8,
    FlushBuffers = 11,
    QueryDirectory = 14,
    FileSystemControl = 15,
}
