using ObjectFs.Objects.Live;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Streams;

/// <summary>An event, an observable, a channel or an asynchronous sequence as a log of JSON lines since somebody first opened it; stat asks nothing of the program.</summary>
internal sealed class LogFile(ObjectDirectory directory, MemberLocation location, ulong inode) : StreamNode(location, inode)
{
    protected override Facts? Declared => Location.Facts;

    protected override long? Changed => directory.KnownStreams?.KnownLinesOf(location.Member)?.Log is { Modified: > 0 } log ? log.Modified : null;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) => new(Look(withSize: true));

    /// <summary>Without a size: it may turn out smaller, where the log is begun anew.</summary>
    public override ValueTask<Result<NodeAttributes>> GetAttributesWithoutSizeAsync(CancellationToken cancellationToken) => new(Look(withSize: false));

    protected override async ValueTask<Result<Handle>> OpenAsync(bool waits, Caller caller)
    {
        var source = directory.Streams.LinesOf(location);
        if (source.IsPulled)
            return new LogHandle(source.Log, static () => default);
        var added = await source.AddOtherAsync(caller).OffPool();
        return added.Succeeded ? new LogHandle(source.Log, source.RemoveOtherAsync) : added.Failure;
    }

    private Result<NodeAttributes> Look(bool withSize)
    {
        if (Location.Host.Target is null)
            return Host.Gone;
        var log = directory.KnownStreams?.KnownLinesOf(location.Member)?.Log;
        return Attributes(withSize && log is not null ? log.Length : 0, log is { Modified: > 0 } ? log.Modified : Location.Host.Born);
    }
}
