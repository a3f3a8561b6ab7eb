using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>A reference in a twin: where the staged link leads, else the live one. Relative, so that it stays in the twin.</summary>
internal sealed class TwinLink(Transaction transaction, ulong key, Node live) : Node
{
    public override NodeKind Kind => NodeKind.Symlink;

    public override ulong Inode => transaction.InodeOf(key, NodeKind.Symlink);

    public override async ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        if (transaction.Find(key) is { } staged)
            return new NodeAttributes { Kind = NodeKind.Symlink, Inode = Inode, Mode = 0x1FF, Size = staged.Content.Length, Modified = staged.Time };
        var known = await live.GetAttributesAsync(cancellationToken).OffPool();
        return known.TryGet(out var attributes) ? attributes with { Inode = Inode, Freshness = Freshness.Volatile, Name = Freshness.Volatile } : known;
    }

    public override ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken) =>
        transaction.Find(key) is not { } staged ? live.ReadLinkAsync(cancellationToken)
        : staged.Kind == NodeKind.Symlink ? new(staged.Content)
        : new(Errno.ESTALE);
}
