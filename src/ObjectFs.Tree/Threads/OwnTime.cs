namespace ObjectFs.Tree;

/// <summary>The system's time, with timers that go off on threads of the tree's own: those of the system go off on the thread pool. Thread-safe.</summary>
internal sealed class OwnTime : TimeProvider
{
    private const int IdleMilliseconds = 20_000;
    private const int StackBytes = 256 * 1024;

    private readonly object _gate = new();
    private readonly PriorityQueue<(OwnTimer Timer, int Stamp), long> _due = new();
    private readonly Action<Thread> _start;
    private bool _isRunning;
    private long _wakeAt;

    /// <summary>Another than <see cref="Instance"/>, for tests.</summary>
    /// <param name="start">How a thread is started; may fail.</param>
    public OwnTime(Action<Thread> start)
    {
        _start = start;
    }

    /// <summary>The one of this process.</summary>
    public static OwnTime Instance { get; } = new(static thread => thread.UnsafeStart());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        OwnTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Looks at a timer when its time has come.</summary>
    public void Add(OwnTimer timer, int stamp, long due)
    {
        lock (_gate)
        {
            _due.Enqueue((timer, stamp), due);
            if (_isRunning)
            {
                if (due < _wakeAt)
                    Monitor.Pulse(_gate);
                return;
            }

            _isRunning = true;
        }

        try
        {
            _start(new Thread(Run, StackBytes) { Name = "ObjectFs timers", IsBackground = true });
        }
        catch (OutOfMemoryException)
        {
            // the system has no thread left: whoever adds next starts one
            lock (_gate)
                _isRunning = false;
        }
    }

    private void Run()
    {
        while (Next() is var (timer, stamp))
            timer.Look(stamp);
    }

    private (OwnTimer Timer, int Stamp)? Next()
    {
        lock (_gate)
        {
            while (true)
            {
                var now = Environment.TickCount64;
                var hasNext = _due.TryPeek(out _, out var due);
                if (hasNext && due <= now)
                    return _due.Dequeue();
                _wakeAt = hasNext ? due : now + IdleMilliseconds;
                if (Monitor.Wait(_gate, (int)Math.Min(_wakeAt - now, IdleMilliseconds)) || _due.Count > 0)
                    continue;
                _isRunning = false;
                return null;
            }
        }
    }
}
