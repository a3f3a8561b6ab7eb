using ObjectFs.Tree;

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

    private readonly WorkThreads<Call> _threads = new("ObjectFs call", maxThreads, static call => call.Execute());
    private readonly List<Call> _watched = [];
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
    public void RunUnwatched(Call call) => _threads.Add(call);

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

        new Thread(Expire, StackBytes) { Name = "ObjectFs watchdog", IsBackground = true }.UnsafeStart();
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
