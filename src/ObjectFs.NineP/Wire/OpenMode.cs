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
}
