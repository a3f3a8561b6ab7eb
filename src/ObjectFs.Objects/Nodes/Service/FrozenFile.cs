using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>A value or a symbolic link of a snapshot.</summary>
internal sealed class FrozenFile(NodeKind kind, ReadOnlyMemory<byte> content, ulong inode, long made) : Node
{
    private const int OwnerReads = 0x100; // 0400
    private const int AnyLink = 0x1FF; // 0777

    public override NodeKind Kind => kind;

    public override ulong Inode => inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) => new(new NodeAttributes
    {
        Kind = kind,
        Inode = inode,
        Mode = kind == NodeKind.Symlink ? AnyLink : OwnerReads,
        Size = content.Length,
        Modified = made,
        Freshness = Freshness.Constant,
    });

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        kind == NodeKind.Symlink ? new(Errno.ELOOP) : (flags & OpenFlags.Write) != 0 ? new(new Failure(Errno.EACCES, "a snapshot stays what it is")) : new(new ContentHandle(content));

    public override ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken) =>
        kind == NodeKind.Symlink ? new(content) : new(Errno.EINVAL);
}
