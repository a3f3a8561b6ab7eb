using ObjectFs.Tree;

namespace ObjectFs.Objects.Registry;

/// <summary>One name in a table: a directory (then <see cref="Node"/> is set) or an exported object. Changed under the lock of the names only.</summary>
internal sealed class DirectoryEntry
{
    /// <summary>The table that it is in.</summary>
    public required DirectoryTable Table { get; init; }

    /// <summary>The name in UTF-8, encoded, made unique.</summary>
    public required byte[] Name { get; set; }

    /// <summary>The name before it was made unique.</summary>
    public required string Wanted { get; set; }

    /// <summary>1, or the n of <c>name~n</c>.</summary>
    public required int Ordinal { get; set; }

    /// <summary>The place in the listing; stays when the name changes.</summary>
    public required long Sequence { get; init; }

    /// <summary>The directory, or null for an object.</summary>
    public Node? Node { get; init; }

    /// <summary>Where the object is registered; null for a directory.</summary>
    public Extent? Extent { get; init; }

    /// <summary>The object's number.</summary>
    public long Number { get; init; }

    /// <summary>Whether this is a second place of an object: a link to the first. Becomes the place when the first goes.</summary>
    public bool IsLink { get; set; }

    /// <summary>Whether somebody may set the object's name.</summary>
    public bool IsRenamable { get; init; }

    /// <summary>Earlier names, the latest last, under which a gateway may still hold the object's node; null where there is none.</summary>
    public List<(DirectoryTable Table, byte[] Name)>? Former { get; set; }

    /// <summary>Whether the entry has been taken out.</summary>
    public bool IsRemoved { get; set; }
}
