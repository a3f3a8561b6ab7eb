using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>Pollers of one file, each woken once. Bounded. Thread-safe.</summary>
internal sealed class Waiters
{
    private const int Max = 1024;

    private readonly Lock _gate = new();
    private List<IPollWaiter>? _waiting;
    private long _changes;

    /// <summary>How many changes were told of since the file was first looked at; a handle compares it with what it saw when it read.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>Whether anybody waits.</summary>
    public bool HasAny
    {
        get
        {
            lock (_gate)
                return _waiting is not null;
        }
    }

    /// <summary>False where too many wait already.</summary>
    public bool TryAdd(IPollWaiter waiter)
    {
        lock (_gate)
        {
            _waiting ??= [];
            if (_waiting.Contains(waiter))
                return true;
            if (_waiting.Count == Max)
                return false;
            _waiting.Add(waiter);
            return true;
        }
    }

    /// <summary>Somebody polls no more.</summary>
    public void Remove(IPollWaiter waiter)
    {
        lock (_gate)
        {
            if (_waiting?.Remove(waiter) == true && _waiting.Count == 0)
                _waiting = null;
        }
    }

    /// <summary>A change was told of.</summary>
    public void Count() => Interlocked.Increment(ref _changes);

    /// <summary>Wakes everybody.</summary>
    /// <returns>Whether anybody waited.</returns>
    public bool Wake()
    {
        List<IPollWaiter>? waiting;
        lock (_gate)
        {
            waiting = _waiting;
            _waiting = null;
        }

        foreach (var waiter in waiting ?? [])
            waiter.Wake();
        return waiting is not null;
    }
}
