using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary>An instance that shows nothing but that it is there.</summary>
internal sealed class BareInstance(ObjectRegistry registry, ObjectId id) : Node
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Directory;

    /// <inheritdoc/>
    public override ulong Inode => Registry.Inode.OfInstance(id);

    /// <inheritdoc/>
    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        if (registry.ExtentOf(id.Extent) is not { } extent || extent.Get(id.Number) is null)
            return new(Errno.ESTALE);
        return new(new NodeAttributes
        {
            Kind = NodeKind.Directory, Inode = Inode, Mode = 0x16D, Links = 1, Modified = extent.RegisteredAt(id.Number), Name = extent.NameFreshness,
        });
    }
}
