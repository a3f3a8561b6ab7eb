using ObjectFs.Objects.Live;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Streams;

/// <summary><c>.watch</c>: a stream for each member, and <c>all</c>. Found by name and listed by nothing, because its files block: a walk of the tree must not come here.</summary>
internal sealed class WatchDirectory(ObjectDirectory directory, ulong inode) : Node
{
    private static readonly byte[] FileName = ".watch"u8.ToArray();

    private readonly ObjectStreams _streams = new(directory);

    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode => inode;

    public ObjectStreams Streams => _streams;

    /// <summary>Whether a name beside the members is this one.</summary>
    public static bool IsName(ReadOnlySpan<byte> name) => name.SequenceEqual(FileName);

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        _streams.Host.Target is null
            ? new(Host.Gone)
            : new(new NodeAttributes { Kind = NodeKind.Directory, Inode = inode, Mode = _streams.Host.DirectoryMode, Modified = _streams.Host.Born });

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        if (_streams.Host.Target is null)
            return new(Errno.ENOENT);
        var ownInode = Registry.Inode.Child(inode, name);
        return name.SequenceEqual("all"u8)
            ? new(new WatchAllFile(directory, _streams, ownInode))
            : LookupMemberAsync(name.ToArray(), ownInode);
    }

    /// <summary>None of them.</summary>
    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) => new(new CopiedListing([]));

    private async ValueTask<Result<Node>> LookupMemberAsync(byte[] name, ulong ownInode)
    {
        var seen = await directory.LookAtShapeAsync().OffPool();
        if (!seen.TryGet(out var shape))
            return seen.Failure;
        if (shape.Find(name) is not { } member)
            return Errno.ENOENT;
        var location = directory.LocationOf(shape, member);
        return member.Form switch
        {
            Form.Events => new WatchEventsFile(_streams, location, ownInode),
            Form.Content => new PipeFile(location, ownInode),
            _ => new WatchValueFile(_streams, location, ownInode),
        };
    }
}
