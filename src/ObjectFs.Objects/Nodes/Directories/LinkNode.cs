using System.Text;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary>A further place of an object: a relative link to its first.</summary>
/// <param name="registry">Whose it is.</param>
/// <param name="depth">How many directories are above the link; the root's own entries have 0.</param>
/// <param name="id">The object.</param>
/// <param name="inode">The link's own.</param>
internal sealed class LinkNode(ObjectRegistry registry, int depth, ObjectId id, ulong inode) : Node
{
    private const int Mode = 0x1FF; // 0777

    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Symlink;

    /// <inheritdoc/>
    public override ulong Inode => inode;

    /// <inheritdoc/>
    public override async ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        Result<ReadOnlyMemory<byte>> target = await ReadLinkAsync(cancellationToken).OffPool();
        if (!target.TryGet(out ReadOnlyMemory<byte> text))
            return target.Failure;
        return new NodeAttributes { Kind = NodeKind.Symlink, Inode = inode, Mode = Mode, Size = text.Length, Links = 1 };
    }

    /// <inheritdoc/>
    public override async ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken)
    {
        if (await registry.PathOfAsync(id).OffPool() is not { } path)
            return Errno.ESTALE;
        return (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("../", depth)) + path);
    }
}
