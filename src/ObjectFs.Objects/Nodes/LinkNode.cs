using System.Text;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>A reference to an object that has a place of its own, or that is on the path already.</summary>
internal sealed class LinkNode(Location location, ulong inode) : Node
{
    public override NodeKind Kind => NodeKind.Symlink;

    public override ulong Inode => inode;

    public override async ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        var target = await ReadLinkAsync(cancellationToken).ConfigureAwait(false);
        return target.TryGet(out var text)
            ? new NodeAttributes { Kind = NodeKind.Symlink, Inode = inode, Mode = 0x1FF, Size = text.Length, Modified = location.Host.Born }
            : target.Failure;
    }

    public override ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken) =>
        location.ReadAsync(null, location, static location => Sight.Of(location) is { Form: Form.Link, Target: { } target }
            ? (Result<ReadOnlyMemory<byte>>)new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(target))
            : Errno.ESTALE);
}
