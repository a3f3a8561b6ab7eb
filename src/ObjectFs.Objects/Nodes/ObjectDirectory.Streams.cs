using ObjectFs.Objects.Live;
using ObjectFs.Objects.Nodes.Streams;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>Streams: <c>.watch</c>, and members that are streams themselves.</content>
internal sealed partial class ObjectDirectory
{
    private WatchDirectory? _watch;

    /// <summary>The object is gone: whoever polls a file here or below is to look. On the thread of the feed.</summary>
    public void WakePollers()
    {
        foreach (var node in _children.Nodes)
        {
            (node as ValueFile)?.Waiters.Wake();
            (node as ObjectDirectory)?.WakePollers();
        }
    }

    /// <summary>What is watched here, where anybody ever did.</summary>
    public ObjectStreams? KnownStreams => _watch?.Streams;

    /// <summary>What is watched here.</summary>
    public ObjectStreams Streams => WatchFiles.Streams;

    private WatchDirectory WatchFiles =>
        _watch ?? Interlocked.CompareExchange(ref _watch, new WatchDirectory(this, Registry.Inode.Child(_inode, ".watch"u8)), null) ?? _watch!;

    /// <summary>What the object shows now.</summary>
    public async ValueTask<Result<Shape>> LookAtShapeAsync()
    {
        if (IsHost)
            return _children.Shape;
        var seen = await _location.ReadAsync(null, this, static directory => directory.Look()).OffPool();
        return seen.TryGet(out var children) ? children.Shape : seen.Failure;
    }

    private Node StreamOf(Children children, Member member) => member.Form == Form.Events
        ? new LogFile(this, LocationOf(children, member), InodeOf(member))
        : new ContentFile(LocationOf(children, member), InodeOf(member));
}
