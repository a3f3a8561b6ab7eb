using ObjectFs.Objects.Nodes;

namespace ObjectFs.Objects.Live;

/// <summary>
/// Hears for whoever polls a file what the program tells by INotifyPropertyChanged and INotifyCollectionChanged. Listens from a poll on until the last file that was polled is closed, or until it hears something while nobody
/// waits: as a woven setter, the program is asked again only when somebody has seen the value. Holds no object. Thread-safe.
/// </summary>
/// <param name="location">A member, or a part of a collection.</param>
/// <param name="waiters">Whoever polls.</param>
internal sealed class PollListener(Location location, Waiters waiters)
{
    private readonly Lock _gate = new();
    private ChangeListener? _listener;
    private WeakReference<object>? _host;
    private int _handles;
    private long _polls;
    private int _isSignalled;

    /// <summary>A handle is polled for the first time.</summary>
    public void Enter()
    {
        lock (_gate)
            _handles++;
    }

    /// <summary>A handle that was polled is closed.</summary>
    public void Leave()
    {
        ChangeListener? ended;
        lock (_gate)
        {
            if (--_handles > 0)
                return;
            ended = _listener;
            _listener = null;
        }

        TakeBack(ended);
    }

    /// <summary>Listens. Comes before the value is read. Runs the program's code, and may throw.</summary>
    /// <returns>Whether anybody tells.</returns>
    public bool Follow()
    {
        ChangeListener listener;
        lock (_gate)
        {
            if (_handles == 0)
                return false;
            _polls++;
            _host ??= new(location.Host.Require());
            listener = _listener ??= new ChangeListener(location.Member?.Name ?? "", Signal);
        }

        if (location is MemberLocation member)
            listener.FollowOwner(member.ReadOwner(null));
        else
            listener.FollowValue(location.Owner!.Read());
        return listener.IsListening;
    }

    // on the program's threads: counted at once, so that a read that comes later has seen it; whoever waits is woken from the tree's own
    private void Signal()
    {
        waiters.Count();
        if (Interlocked.Exchange(ref _isSignalled, 1) == 0)
            location.Host.Registry.Feed.Post(Tell);
    }

    private void Tell()
    {
        Volatile.Write(ref _isSignalled, 0);
        long polls;
        lock (_gate)
            polls = _polls;
        if (waiters.Wake())
            return;
        ChangeListener? ended;
        lock (_gate)
        {
            // somebody who waits since then counts on it
            if (_polls != polls)
                return;
            ended = _listener;
            _listener = null;
        }

        TakeBack(ended);
    }

    // taking a handler back is the program's code
    private void TakeBack(ChangeListener? ended)
    {
        if (ended is not null)
            _ = location.TakeBackAsync(_host, ended.End).AsTask();
    }
}
