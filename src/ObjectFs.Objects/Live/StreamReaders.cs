using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Live;

/// <summary>Who reads streams: counted, and told when the object is gone. One per registry. Thread-safe.</summary>
internal sealed class StreamReaders(ChangeFeed feed)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectId, List<Inbox>> _byObject = [];
    private int _count;

    /// <summary>Lets a reader in, or says why not.</summary>
    public Result TryEnter(Host host, Inbox inbox)
    {
        lock (_gate)
        {
            if (_count == Limits.AllStreamReaders)
                return new Failure(Errno.ENFILE, $"{Limits.AllStreamReaders} readers of streams are there already; close some");
            if (host.StreamReaders == Limits.StreamReaders)
                return new Failure(Errno.ENOSPC, $"{Limits.StreamReaders} readers of this object's streams are there already; close some");
            _count++;
            host.StreamReaders++;
            if (host.Id is { } id)
            {
                if (!_byObject.TryGetValue(id, out var inboxes))
                    _byObject.Add(id, inboxes = []);
                inboxes.Add(inbox);
            }
        }

        // gone in between: nobody would tell any more
        if (host.Target is not null)
            return Result.Success;
        Leave(host, inbox);
        return Host.Gone;
    }

    public void Leave(Host host, Inbox inbox)
    {
        lock (_gate)
        {
            _count--;
            host.StreamReaders--;
            if (host.Id is { } id && _byObject.TryGetValue(id, out var inboxes) && inboxes.Remove(inbox) && inboxes.Count == 0)
                _byObject.Remove(id);
        }
    }

    /// <summary>An object is gone: its streams end. Told on the thread of the feed, because this may be the program's, in its Dispose.</summary>
    public void End(ObjectId id)
    {
        Inbox[] ended;
        lock (_gate)
        {
            if (!_byObject.TryGetValue(id, out var inboxes))
                return;
            ended = [.. inboxes];
        }

        feed.Post(() =>
        {
            foreach (var inbox in ended)
                inbox.End();
        });
    }
}
