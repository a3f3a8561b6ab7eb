namespace ObjectFs;

/// <summary>How a tree is served.</summary>
[Flags]
public enum ObjectFsProtocols
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>A mount point, over FUSE. Linux.</summary>
    Fuse = 1,
}
