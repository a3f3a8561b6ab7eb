namespace ObjectFs.WinFsp;

/// <summary>FILE_NOTIFY_CHANGE_…: what of a file changed.</summary>
[Flags]
internal enum NotifyFilter : uint
{
    FileName = 1,
    DirectoryName = 2,
    Attributes = 4,
    Size = 8,
    LastWrite = 0x10,
}
