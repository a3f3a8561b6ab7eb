namespace ObjectFs.NineP.Wire;

/// <summary>Attributes of Tgetattr and Rgetattr.</summary>
[Flags]
internal enum AttributeMask : ulong
{
    None = 0,
    Mode = 0x1,
    Links = 0x2,
    UserId = 0x4,
    GroupId = 0x8,
    Device = 0x10,
    AccessTime = 0x20,
    ModifyTime = 0x40,
    ChangeTime = 0x80,
    Inode = 0x100,
    Size = 0x200,
    Blocks = 0x400,

    /// <summary>What stat(2) shows.</summary>
    Basic = 0x7ff,
    BirthTime = 0x800,
    Generation = 0x1000,
    DataVersion = 0x2000,
}
