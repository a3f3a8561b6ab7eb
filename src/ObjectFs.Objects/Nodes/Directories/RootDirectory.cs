using System.Collections.Immutable;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary>The root: directories of types, and whatever has a path of its own.</summary>
internal sealed class RootDirectory(ObjectRegistry registry) : TableDirectory(registry, Objects.Registry.Inode.Root)
{
    /// <inheritdoc/>
    public override DirectoryTable Table => Registry.RootTable;

    /// <inheritdoc/>
    public override ImmutableArray<Extent> Extents => Registry.PathExtents;

    /// <inheritdoc/>
    protected override Freshness NameFreshness => Freshness.Constant;

    /// <inheritdoc/>
    public override IDisposable? Watch(INodeWatcher watcher) => Registry.Feed.Watch(watcher);
}
