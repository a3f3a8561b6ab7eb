namespace ObjectFs.NineP.Wire;

/// <summary>The flags of Tlopen and Tlcreate that mean something here; the numbers are those of x86 Linux on every system.</summary>
[Flags]
internal enum LinuxOpenFlags : uint
{
    Read = 0,
    Write = 1,
    ReadWrite = 2,
    AccessMask = 3,
    Create = 0x40,
    Exclusive = 0x80,
    Truncate = 0x200,
    Append = 0x400,
    NonBlocking = 0x800,
    Directory = 0x1_0000,
    NoFollow = 0x2_0000,
}
