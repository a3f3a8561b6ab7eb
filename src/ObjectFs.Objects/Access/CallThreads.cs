namespace ObjectFs.Objects.Access;

/// <summary>
/// The threads on which user code runs, so that no gateway ever waits for it: started when needed, bounded in number, and one more that ends the patience of those who wait.
/// Not the thread pool: a program that starves its pool is the very one to be looked at. Thread-safe.
/// </summary>
internal sealed class CallThreads(int maxThreads)
{
    public const int MaxThreads = 64;

    /// <summary>Methods may run for ever: they have threads of their own, so that getters never wait for them.</summary>
    public const int MaxMethodThreads = 256;

    private const int IdleMilliseconds = 10_000;
    private const int StackBytes = 1 << 20;

    private readonly object _gate = new();
    private readonly Queue<Call> _waiting = new();
    private readonly List<Call> _watched = [];
    private int _threads;
    private int _idle;
    private bool _watching;
    private long _wakeAt;

    /// <summary>The threads of this process.</summary>
    public static CallThreads Shared { get; } = new(MaxThreads);

    /// <summary>The threads of this process on which methods run.</summary>
    public static CallThreads Methods { get; } = new(MaxMethodThreads);

    /// <summary>Runs the call on one of the threads, and ends its requester's patience at its deadline.</summary>
    public void Run(Call call)
    {
        Watch(call);
        RunUnwatched(call);
    }

    /// <summary>Runs the call on one of the threads, for as long as it takes.</summary>
    public void RunUnwatched(Call call)
    {
        lock (_gate)
        {
            _waiting.Enqueue(call);
            if (_idle >= _waiting.Count)
            {
                Monitor.Pulse(_gate);
                return;
            }

            if (_threads == maxThreads)
                return;
            _threads++;
        }

        Start("ObjectFs call", Serve);
    }

    /// <summary>Ends the patience of a call's requester at its deadline; somebody else runs the call.</summary>
    public void Watch(Call call)
    {
        lock (_watched)
        {
            call.WatchIndex = _watched.Count;
            _watched.Add(call);
            if (_watching)
            {
                if (call.Deadline < _wakeAt)
                    Monitor.Pulse(_watched);
                return;
            }

            _watching = true;
        }

        Start("ObjectFs watchdog", Expire);
    }

    /// <summary>The call has ended. False where its deadline came first, and the watchdog is about to tell.</summary>
    public bool Unwatch(Call call)
    {
        lock (_watched)
        {
            if (call.WatchIndex < 0)
                return false;
            Forget(call);
            return true;
        }
    }

    private void Forget(Call call)
    {
        var last = _watched[^1];
        _watched[call.WatchIndex] = last;
        last.WatchIndex = call.WatchIndex;
        call.WatchIndex = -1;
        _watched.RemoveAt(_watched.Count - 1);
    }

    private static void Start(string name, ThreadStart loop) =>
        new Thread(loop, StackBytes) { Name = name, IsBackground = true }.UnsafeStart();

    private void Serve()
    {
        while (Take() is { } call)
            call.Execute();
    }

    private Call? Take()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                _idle++;
                var pulsed = Monitor.Wait(_gate, IdleMilliseconds);
                _idle--;
                if (!pulsed && _waiting.Count == 0)
                {
                    _threads--;
                    return null;
                }
            }

            return _waiting.Dequeue();
        }
    }

    private void Expire()
    {
        var late = new List<Call>();
        while (true)
        {
            lock (_watched)
            {
                var now = Environment.TickCount64;
                _wakeAt = now + IdleMilliseconds;
                for (var i = _watched.Count - 1; i >= 0; i--)
                {
                    var call = _watched[i];
                    if (call.Deadline > now)
                    {
                        _wakeAt = Math.Min(_wakeAt, call.Deadline);
                        continue;
                    }

                    late.Add(call);
                    Forget(call);
                }

                if (late.Count == 0)
                {
                    Monitor.Wait(_watched, (int)(_wakeAt - now));
                    continue;
                }
            }

            foreach (var call in late)
                call.Expire();
            late.Clear();
        }
    }
}
