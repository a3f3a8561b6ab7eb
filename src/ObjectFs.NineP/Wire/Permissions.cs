namespace ObjectFs.NineP.Wire;

/// <summary>The upper bits of mode[4] in a <see cref="StatRecord"/> and in Tcreate (stat(5)); the lowest nine are rwxrwxrwx.</summary>
[Flags]
internal enum Permissions : uint
{
    None = 0,
    Directory = 0x8000_0000,
    AppendOnly = 0x4000_0000,
    Exclusive = 0x2000_0000,
    Authentication = 0x0800_0000,
    Temporary = 0x0400_0000,

    /// <summary>Those from here on are .u's.</summary>
    Symlink = 0x0200_0000,
    HardLink = 0x0100_0000,
    Device = 0x0080_0000,
    NamedPipe = 0x0020_0000,
    Socket = 0x0010_0000,
    SetUserId = 0x0008_0000,
    SetGroupId = 0x0004_0000,
    Sticky = 0x0001_0000,
}
