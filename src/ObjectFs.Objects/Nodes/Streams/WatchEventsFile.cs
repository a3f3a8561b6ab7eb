using ObjectFs.Objects.Live;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Streams;

/// <summary><c>.watch/Overheated</c>: each event, value or element as it comes. The only place where channels and sequences are read: to look at their log takes nothing from the program.</summary>
internal sealed class WatchEventsFile(ObjectStreams streams, MemberLocation location, ulong inode) : StreamNode(location, inode)
{
    protected override async ValueTask<Result<Handle>> OpenAsync(bool waits, Caller caller)
    {
        var source = streams.LinesOf(location);
        var inbox = new LineInbox();
        var entered = Enter(inbox, caller);
        if (!entered.Succeeded)
            return entered.Failure;
        var added = await source.AddAsync(inbox, caller).OffPool();
        if (!added.Succeeded)
        {
            Leave(inbox);
            return added.Failure;
        }

        return new WatchHandle(inbox, waits, async () =>
        {
            Leave(inbox);
            await source.RemoveAsync(inbox).OffPool();
        });
    }
}
