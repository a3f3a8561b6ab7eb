using ObjectFs.Objects.Nodes.Streams;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary>The exported static members of a type, in the type's directory.</summary>
internal sealed class StaticMembers : DirectoryExtras
{
    private readonly ObjectDirectory _members;

    public StaticMembers(ObjectRegistry registry, Type type, string directory, ulong inode)
    {
        var host = new StaticHost(registry, type, directory);
        _members = new ObjectDirectory(new HostLocation(host), inode, Shape.OfStatics(type));
        registry.Show(type, _members);
    }

    /// <inheritdoc/>
    public override ulong Inode => _members.Inode;

    /// <inheritdoc/>
    public override bool Holds(ReadOnlySpan<byte> name) => _members.Shape.Find(name) is not null || GeneratedFile.IndexOf(name) >= 0 || WatchDirectory.IsName(name);

    /// <inheritdoc/>
    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) => _members.GetAttributesAsync(cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) => _members.LookupAsync(name, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) =>
        _members.OpenDirectoryAsync(caller, cancellationToken);
}
