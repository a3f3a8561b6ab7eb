namespace ObjectFs.NineP.Wire;

/// <summary>How Topen and Tcreate open (open(5)); the lowest two bits are the access.</summary>
[Flags]
internal enum OpenMode : byte
{
    Read = 0,
    Write = 1,
    ReadWrite = 2,
    Execute = 3,
    Truncate = 0x10,
    CloseOnExecute = 0x20,
    RemoveOnClose = 0x40,

    /// <summary>Of 9P2000.u: what Linux sends for O_APPEND.</summary>
    Append = 0x80,
}
