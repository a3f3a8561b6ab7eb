using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Streams;

/// <summary>A <see cref="Stream"/> that can seek, as the file it is. One that cannot is only in <c>.watch</c>: to read it takes from the program.</summary>
internal sealed class ContentFile(MemberLocation location, ulong inode) : StreamNode(location, inode)
{
    protected override Facts? Declared => Location.Facts;

    public override async ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        if (Location.Host.Target is null)
            return Host.Gone;
        if (Location.Lazy)
            return Attributes(0, Location.Host.Born);
        var measured = await Location.CallAsync(null, Location, static location => (Result<long>)(location.Read() is Stream { CanSeek: true } stream ? stream.Length : 0)).OffPool();
        return measured.Errno == Errno.ESTALE ? measured.Failure : Attributes(measured.TryGet(out var size) ? size : 0, Location.Host.Born);
    }

    public override ValueTask<Result<NodeAttributes>> GetAttributesWithoutSizeAsync(CancellationToken cancellationToken) =>
        Location.Host.Target is null ? new(Host.Gone) : new(Attributes(0, Location.Host.Born));

    protected override async ValueTask<Result<Handle>> OpenAsync(bool waits, Caller caller)
    {
        var read = await Location.CallAsync(caller, Location, static location => Open(location)).OffPool();
        return read.TryGet(out var stream) ? new ContentStreamHandle(Location, stream, caller) : read.Failure;
    }

    // runs under the policy of the host, and may throw
    private static Result<Stream> Open(Location location) => location.Read() switch
    {
        null => Stream.Null,
        Stream { CanRead: false } => new Failure(Errno.EACCES, "the program only writes to it"),
        Stream { CanSeek: true } stream => stream,
        _ => new Failure(Errno.EOPNOTSUPP, $"it cannot seek, and what is read of it is gone for the program; .watch/{location.FileName} does read it"),
    };
}
