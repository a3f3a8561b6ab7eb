using ObjectFs.Objects.Nodes.Tables;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary>What stands beside the instances of a type: the tables of them, where there are any, and the static members. A name that both have is the tables'.</summary>
internal sealed class TypeExtras : DirectoryExtras
{
    private readonly TypeDirectory _type;
    private readonly TypeTables _tables;
    private readonly Lazy<ObjectDirectory> _statics;

    public TypeExtras(TypeDirectory type)
    {
        _type = type;
        _tables = new TypeTables(type);

        // whoever hears of changes to static members knows one node of each: two must never be made
        _statics = new(() =>
        {
            var host = new StaticHost(type.Registry, type.Type, System.Text.Encoding.UTF8.GetString(type.NameUtf8.Span));
            var members = new ObjectDirectory(new HostLocation(host), type.Inode, Shape.OfStatics(type.Type));
            type.Registry.Show(type.Type, members);
            return members;
        });
    }

    /// <inheritdoc/>
    public override ulong Inode => _type.Inode;

    /// <summary>The static members, or null where there are none.</summary>
    public ObjectDirectory? Statics => _type.HasStatics ? _statics.Value : null;

    /// <inheritdoc/>
    public override bool Holds(ReadOnlySpan<byte> name) => _tables.Holds(name) || Statics?.Holds(name) == true;

    /// <inheritdoc/>
    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) => _type.GetAttributesAsync(cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        _tables.Find(name) is { } table ? new(table) : Statics?.LookupAsync(name, cancellationToken) ?? new(Errno.ENOENT);

    /// <inheritdoc/>
    public override async ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken)
    {
        var tables = new CopiedListing(_tables.List());
        if (Statics is not { } statics)
            return tables;
        var opened = await statics.OpenDirectoryAsync(caller, cancellationToken).OffPool();
        return opened.TryGet(out var members) ? new ChainedListing(tables, members, _tables.Holds) : opened.Failure;
    }
}
