using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>A symbolic link that somebody made, until it is renamed onto a member.</summary>
internal sealed class PendingLink(ReadOnlyMemory<byte> target, ulong inode, long made) : Node
{
    public ReadOnlyMemory<byte> Target => target;

    public override NodeKind Kind => NodeKind.Symlink;

    public override ulong Inode => inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = NodeKind.Symlink, Inode = inode, Mode = 0x1FF, Size = target.Length, Modified = made });

    public override ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken) => new(target);
}
