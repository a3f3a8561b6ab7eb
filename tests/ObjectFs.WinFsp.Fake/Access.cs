namespace ObjectFs.WinFsp.Fake;

/// <summary>FILE_… rights that somebody asks for, as Windows numbers them.</summary>
[Flags]
internal enum Access : uint
{
    None = 0,
    ReadData = 1,
    WriteData = 2,
    AppendData = 4,
    DeleteChild = 0x40,
    ReadAttributes = 0x80,
    WriteAttributes = 0x100,
    Delete = 0x10000,
    ReadControl = 0x20000,

    /// <summary>GENERIC_READ of a file.</summary>
    Read = ReadData | ReadAttributes | ReadControl | 0x100008,

    /// <summary>GENERIC_WRITE of a file.</summary>
    Write = WriteData | AppendData | WriteAttributes | ReadControl | 0x100010,

    /// <summary>What may not be asked for where the attributes say that the file is read-only.</summary>
    Changing = WriteData | AppendData | DeleteChild,
}
