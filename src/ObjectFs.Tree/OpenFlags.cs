namespace ObjectFs.Tree;

/// <summary>How a file is to be opened (open(2)).</summary>
[Flags]
public enum OpenFlags
{
    /// <summary>Neither to read nor to write.</summary>
    None = 0,

    /// <summary>Reads will follow.</summary>
    Read = 1,

    /// <summary>Writes will follow.</summary>
    Write = 2,

    /// <summary>The content is to be empty from now on (O_TRUNC).</summary>
    Truncate = 4,

    /// <summary>Writes go to the end, whatever their offset says (O_APPEND).</summary>
    Append = 8,

    /// <summary>Creating a name that exists is to fail (O_EXCL).</summary>
    Exclusive = 16,

    /// <summary>A read that would have to wait is refused with EAGAIN (O_NONBLOCK). Known only from the opening: what is set later (fcntl(2)) never comes here.</summary>
    NonBlocking = 32,
}
