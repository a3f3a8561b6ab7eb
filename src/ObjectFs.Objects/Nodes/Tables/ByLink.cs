using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>A link from <c>.by/&lt;member&gt;/&lt;value&gt;</c> to an instance.</summary>
internal sealed class ByLink(Extent extent, long number, ulong inode) : Node
{
    private const int Mode = 0x1FF; // 0777

    public override NodeKind Kind => NodeKind.Symlink;

    public override ulong Inode => inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(Target() is { Length: > 0 } target
            ? new NodeAttributes { Kind = NodeKind.Symlink, Inode = inode, Mode = Mode, Size = target.Length, Modified = extent.RegisteredAt(number) }
            : Host.Gone);

    public override ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken) =>
        new(Target() is { Length: > 0 } target ? new ReadOnlyMemory<byte>(target) : Host.Gone);

    private byte[] Target()
    {
        Span<byte> digits = stackalloc byte[InstanceNames.MaxDigits];
        var name = InstanceNames.Of(extent, number, digits);
        return name.IsEmpty ? [] : [.. "../../../"u8, .. name];
    }
}
