using ObjectFs.Objects.Live;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Streams;

/// <summary><c>.watch/Speed</c>: a line whenever the value is another than the handle last saw; at its opening it has seen it.</summary>
internal sealed class WatchValueFile(ObjectStreams streams, MemberLocation location, ulong inode) : StreamNode(location, inode)
{
    protected override async ValueTask<Result<Handle>> OpenAsync(bool waits, Caller caller)
    {
        var source = streams.ValueOf(location);
        var inbox = new ValueInbox(source);
        var entered = Enter(inbox, caller);
        if (!entered.Succeeded)
            return entered.Failure;
        source.Add(inbox);
        var seen = await source.LookAsync().OffPool();
        if (seen.Failure is { } failure)
        {
            Part();
            Registry.Refusals.Note(location, caller, failure, null);
            return failure;
        }

        inbox.Open(seen);
        return new WatchHandle(inbox, waits, () =>
        {
            Part();
            return default;
        });

        void Part()
        {
            source.Remove(inbox);
            Leave(inbox);
        }
    }
}
