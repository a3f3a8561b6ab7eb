namespace ObjectFs.WinFsp;

/// <summary>FILE_… rights that decide what an open file may be used for.</summary>
[Flags]
internal enum AccessRights : uint
{
    None = 0,
    ReadData = 1,
    WriteData = 2,
    AppendData = 4,
}
