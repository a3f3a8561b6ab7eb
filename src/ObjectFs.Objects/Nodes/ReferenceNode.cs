using System.Text;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>A reference to an object that has a place of its own, or that is on the path already.</summary>
internal sealed class ReferenceNode(Location location, ulong inode) : Node
{
    public override NodeKind Kind => NodeKind.Symlink;

    public override ulong Inode => inode;

    public Location Location => location;

    public override async ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        var target = await ReadLinkAsync(cancellationToken).OffPool();
        return target.TryGet(out var text)
            ? new NodeAttributes { Kind = NodeKind.Symlink, Inode = inode, Mode = 0x1FF, Size = text.Length, Modified = location.Host.Born }
            : target.Failure;
    }

    public override async ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken)
    {
        var seen = await location.ReadAsync(null, location, static location => (Result<Sight>)Sight.Of(location)).OffPool();
        if (!seen.TryGet(out var sight))
            return seen.Failure;
        if (sight.Form != Form.Link)
            return Errno.ESTALE;
        var target = sight.Levels >= 0 ? Up(sight.Levels) : await PlaceOfAsync(sight.Value!).OffPool();
        return target is null ? Errno.ESTALE : new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(target));
    }

    // up to the root of the tree, and down to the object
    private async ValueTask<string?> PlaceOfAsync(object value)
    {
        var registry = location.Host.Registry;
        if (!registry.TryLocate(value, out var id))
            return null;
        var place = await registry.PathOfAsync(id).OffPool();
        var host = await location.Host.PathAsync().OffPool();
        return place is null || host is null ? null : $"{Up(host.AsSpan().Count('/') + 1 + location.Owner!.Depth)}/{place}";
    }

    private static string Up(int levels) => levels == 0 ? "." : string.Join('/', Enumerable.Repeat("..", levels));
}
