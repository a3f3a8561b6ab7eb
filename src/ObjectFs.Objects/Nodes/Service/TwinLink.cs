using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>A reference in a twin: where the staged link leads, else the live one. Relative, so that it stays in the twin.</summary>
internal sealed class TwinLink(Transaction transaction, ulong key, Node live) : Node
{
    public override NodeKind Kind => NodeKind.Symlink;

    public override ulong Inode => transaction.InodeOf(key, NodeKind.Symlink);

    public override async ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        var target = await ReadLinkAsync(cancellationToken).ConfigureAwait(false);
        return target.TryGet(out var text)
            ? new NodeAttributes { Kind = NodeKind.Symlink, Inode = Inode, Mode = 0x1FF, Size = text.Length, Modified = transaction.Find(key)?.Time ?? transaction.Registry.Now }
            : target.Failure;
    }

    public override ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken) =>
        transaction.Find(key) is not { } staged ? live.ReadLinkAsync(cancellationToken)
        : staged.Kind == NodeKind.Symlink ? new(staged.Content)
        : new(Errno.ESTALE);
}
