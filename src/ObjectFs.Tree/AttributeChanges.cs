namespace ObjectFs.Tree;

/// <summary>What truncate(2), chmod(2), chown(2) and utimensat(2) ask for; null leaves a thing as it is.</summary>
public readonly record struct AttributeChanges
{
    /// <summary>The new size in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>The new permission bits.</summary>
    public int? Mode { get; init; }

    /// <summary>The new owner; <see cref="Caller.Unknown"/> for the owner of the mount.</summary>
    public uint? UserId { get; init; }

    /// <summary>The new group; <see cref="Caller.Unknown"/> for the group of the mount.</summary>
    public uint? GroupId { get; init; }

    /// <summary>The new time of the last change of the content, nanoseconds since 1970.</summary>
    public long? Modified { get; init; }
}
