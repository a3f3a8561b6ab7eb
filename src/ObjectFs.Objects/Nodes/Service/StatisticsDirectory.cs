using System.Collections.Immutable;
using ObjectFs.Objects.Nodes.Directories;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary><c>stats</c>: what counts the work of each gateway, an exported object like any other but for its place.</summary>
internal sealed class StatisticsDirectory : TableDirectory
{
    public StatisticsDirectory(ObjectRegistry registry, ulong inode)
        : base(registry, inode)
    {
        Table = new DirectoryTable { Node = this, Prefix = ".objectfs/stats/" };
    }

    public override DirectoryTable Table { get; }

    public override ImmutableArray<Extent> Extents => [];

    protected override Freshness NameFreshness => Freshness.Constant;
}
