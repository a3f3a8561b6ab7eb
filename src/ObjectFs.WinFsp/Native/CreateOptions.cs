namespace ObjectFs.WinFsp;

/// <summary>FILE_… options of NtCreateFile that a file system looks at; the disposition is in the highest byte.</summary>
[Flags]
internal enum CreateOptions : uint
{
    None = 0,
    DirectoryFile = 1,
    NonDirectoryFile = 0x40,
    DeleteOnClose = 0x1000,
    OpenReparsePoint = 0x200000,
}
