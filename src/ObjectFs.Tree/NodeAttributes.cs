namespace ObjectFs.Tree;

/// <summary>What stat(2) tells of a node. Times are nanoseconds since 1970-01-01T00:00Z.</summary>
public readonly record struct NodeAttributes
{
    /// <summary>Directory, file or symbolic link; never <see cref="NodeKind.Unknown"/>.</summary>
    public required NodeKind Kind { get; init; }

    /// <summary>Stable and never reused (<c>st_ino</c>); the same as <see cref="Node.Inode"/>.</summary>
    public required ulong Inode { get; init; }

    /// <summary>The twelve permission bits of <c>st_mode</c>, without the type.</summary>
    public required int Mode { get; init; }

    /// <summary>Bytes: exact, or 0 where it is not known without cost.</summary>
    public long Size { get; init; }

    /// <summary>Hard links (<c>st_nlink</c>); 0 counts as 1.</summary>
    public int Links { get; init; }

    /// <summary>The last change known of the content (<c>st_mtim</c>).</summary>
    public long Modified { get; init; }

    /// <summary>The last change known of content or attributes (<c>st_ctim</c>); 0 counts as <see cref="Modified"/>.</summary>
    public long Changed { get; init; }

    /// <summary>The owner, or <see cref="Caller.Unknown"/> for the owner of the mount.</summary>
    public uint UserId { get; init; } = Caller.Unknown;

    /// <summary>The group, or <see cref="Caller.Unknown"/> for the group of the mount.</summary>
    public uint GroupId { get; init; } = Caller.Unknown;

    /// <summary>How long these attributes stay true.</summary>
    public Freshness Freshness { get; init; }

    /// <summary>How long the name under which the node was looked up leads to it.</summary>
    public Freshness Name { get; init; }

    /// <summary>Attributes of the mount's owner, with nothing known of size or times.</summary>
    public NodeAttributes()
    {
    }
}
