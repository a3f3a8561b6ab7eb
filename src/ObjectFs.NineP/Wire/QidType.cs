namespace ObjectFs.NineP.Wire;

/// <summary>What a file is: the upper bits of its mode.</summary>
[Flags]
internal enum QidType : byte
{
    File = 0,
    Symlink = 0x02,
    Authentication = 0x08,
    Exclusive = 0x20,
    AppendOnly = 0x40,
    Directory = 0x80,
}
