namespace ObjectFs.NineP.Wire;

/// <summary>Attributes of Tsetattr.</summary>
[Flags]
internal enum SetAttributeMask : uint
{
    None = 0,
    Mode = 0x1,
    UserId = 0x2,
    GroupId = 0x4,
    Size = 0x8,
    AccessTime = 0x10,
    ModifyTime = 0x20,
    ChangeTime = 0x40,

    /// <summary>The time is in the message; else it is the server's clock.</summary>
    AccessTimeGiven = 0x80,
    ModifyTimeGiven = 0x100,
    All = 0x1ff,
}
