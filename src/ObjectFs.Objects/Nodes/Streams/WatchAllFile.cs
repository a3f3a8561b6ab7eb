using ObjectFs.Objects.Live;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Streams;

/// <summary><c>.watch/all</c>: every change of a member and every event of one directory.</summary>
internal sealed class WatchAllFile(ObjectDirectory directory, ObjectStreams streams, ulong inode) : StreamNode(directory.Location, inode)
{
    protected override int Mode => Location.Host.ModeMask & 0x124;

    protected override async ValueTask<Result<Handle>> OpenAsync(bool waits, Caller caller)
    {
        var shown = await directory.LookAtShapeAsync().OffPool();
        if (!shown.TryGet(out var shape))
            return shown.Failure;
        var inbox = new LineInbox();
        var entered = Enter(inbox, caller);
        if (!entered.Succeeded)
            return entered.Failure;

        List<ValueSource> values = [];
        List<LineSource> events = [];
        List<Task> looks = [];
        foreach (var member in shape.Members)
        {
            var location = directory.LocationOf(shape, member);
            if ((location.Mode & 0x124) == 0)
                continue;
            if (member.Form == Form.Events)
            {
                // one that cannot be listened to costs itself alone
                var source = streams.LinesOf(location);
                if (!source.IsPulled && (await source.AddOtherAsync(caller).OffPool()).Succeeded)
                    events.Add(source);
            }
            else if (member.Form != Form.Content && !location.Lazy)
            {
                var source = streams.ValueOf(location);
                source.AddAll();
                values.Add(source);
                looks.Add(source.LookAsync());
            }
        }

        await Task.WhenAll(looks).OffPool();
        streams.Add(inbox);
        return new WatchHandle(inbox, waits, async () =>
        {
            streams.Remove(inbox);
            Leave(inbox);
            values.ForEach(static source => source.RemoveAll());
            foreach (var source in events)
                await source.RemoveOtherAsync().OffPool();
        });
    }
}
