using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>A line that stays what it is for as long as the process lives.</summary>
internal sealed class ConstantFile(ReadOnlyMemory<byte> content, ulong inode, long made) : Node
{
    private const int AllRead = 0x124; // 0444

    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = NodeKind.File, Inode = inode, Mode = AllRead, Size = content.Length, Modified = made, Freshness = Freshness.Constant, Name = Freshness.Constant });

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        (flags & OpenFlags.Write) != 0 ? new(Errno.EACCES) : new(new ContentHandle(content));
}
