namespace ObjectFs.WinFsp;

/// <summary>The places of FSP_FILE_SYSTEM_INTERFACE that are filled here; 64 pointers in all. An empty one is answered by WinFsp with STATUS_INVALID_DEVICE_REQUEST.</summary>
internal enum Slot
{
    GetVolumeInfo = 0,
    GetSecurityByName = 2,
    Create = 3,
    Open = 4,
    Overwrite = 5,
    Cleanup = 6,
    Close = 7,
    Read = 8,
    Write = 9,
    Flush = 10,
    GetFileInfo = 11,
    SetBasicInfo = 12,
    SetFileSize = 13,
    Rename = 15,
    GetSecurity = 16,
    SetSecurity = 17,
    ReadDirectory = 18,
    GetReparsePoint = 20,
    GetDirectoryInfoByName = 24,
    SetDelete = 26,
    DispatcherStopped = 32,
    Count = 64,
}
