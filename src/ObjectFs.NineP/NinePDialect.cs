namespace ObjectFs.NineP;

/// <summary>What is spoken on a connection; the client asks, the server agrees or names a lesser one.</summary>
public enum NinePDialect
{
    /// <summary><c>9P2000</c>, of Plan 9: no symbolic links, errors are sentences.</summary>
    Plan9,

    /// <summary><c>9P2000.u</c>: with numbers of users, groups and errors, symbolic links and devices.</summary>
    Unix,

    /// <summary><c>9P2000.L</c>, of Linux: its system calls, its numbers.</summary>
    Linux,
}
