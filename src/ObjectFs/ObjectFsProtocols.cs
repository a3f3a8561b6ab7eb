namespace ObjectFs;

/// <summary>How a tree is served.</summary>
[Flags]
public enum ObjectFsProtocols
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>A mount point, over FUSE. Linux.</summary>
    Fuse = 1,

    /// <summary>A socket, over 9P: for other machines, virtual ones and users without a right to mount. Everywhere.</summary>
    NineP = 2,

    /// <summary>FUSE where it can be had, else 9P.</summary>
    FuseElseNineP = 4,

    /// <summary>A drive, through WinFsp. Windows, and programs that reference the package <c>ObjectFs.WinFsp</c>.</summary>
    WinFsp = 8,
}
