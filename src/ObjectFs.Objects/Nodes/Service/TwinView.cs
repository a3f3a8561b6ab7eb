using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>A live file in a twin that can only be read.</summary>
internal sealed class TwinView(Transaction transaction, ulong key, Node live) : Node
{
    public override NodeKind Kind => live.Kind;

    public override ulong Inode => transaction.InodeOf(key, live.Kind);

    public override async ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        var known = await live.GetAttributesAsync(cancellationToken).OffPool();
        return known.TryGet(out var attributes) ? attributes with { Inode = Inode, Freshness = Freshness.Volatile, Name = Freshness.Volatile } : known;
    }

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        (flags & OpenFlags.Write) != 0 ? new(transaction.Refuse(new(Errno.EPERM, "it cannot be written in a transaction"))) : live.OpenAsync(flags, caller, cancellationToken);
}
