using System.Collections.Immutable;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary>A directory on the way to objects with paths of their own; there as long as something is in it.</summary>
internal sealed class PathDirectory : TableDirectory
{
    /// <summary>Makes an empty one.</summary>
    public PathDirectory(ObjectRegistry registry, ulong inode)
        : base(registry, inode)
    {
        Table = new DirectoryTable { Node = this };
    }

    /// <inheritdoc/>
    public override DirectoryTable Table { get; }

    /// <inheritdoc/>
    public override ImmutableArray<Extent> Extents => Registry.PathExtents;

    /// <inheritdoc/>
    protected override Freshness NameFreshness => Freshness.Watched;
}
