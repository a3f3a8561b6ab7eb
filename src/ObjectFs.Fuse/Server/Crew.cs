using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>
/// The threads of a session. Few read at a time, by default one: the kernel wakes readers in turn, and a second would only take turns with a cold cache.
/// A watch looks, while there is work, whether a reader is held up by its node; then another takes its place, and the one that was held up lies ready when it comes back.
/// </summary>
internal sealed unsafe class Crew
{
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(2);
    private const int IdleTicks = 40;

    private readonly object _gate = new();
    private readonly Session _session;
    private readonly Transport _transport;
    private readonly TimeSpan _watchInterval;
    private readonly int _readers;
    private readonly int _maxThreads;
    private readonly List<Worker> _workers = [];
    private int _reading;
    private int _ready;
    private int _called;
    private bool _watching;
    private bool _stopping;
    private bool _heldUp;

    public Crew(Session session, Transport transport, SessionOptions options)
    {
        _session = session;
        _transport = transport;
        _watchInterval = options.WatchInterval;
        _readers = Math.Max(1, options.Readers);
        _maxThreads = Math.Max(_readers + 1, options.MaxThreads);
    }

    public int Count
    {
        get
        {
            lock (_gate)
                return _workers.Count;
        }
    }

    public void Start()
    {
        lock (_gate)
        {
            for (var i = 0; i < _readers; i++)
                AddWorker();
        }

        new Thread(Watch, 256 * 1024) { IsBackground = true, Name = "objectfs-fuse-watch" }.Start();
    }

    public void Stop()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits, not for long, until every thread has ended.</summary>
    /// <returns>Whether all have; one that is held up by its node, or is the caller itself, has not.</returns>
    public bool Join()
    {
        Worker[] workers;
        lock (_gate)
            workers = [.. _workers];
        var limit = TimeProvider.System.GetTimestamp();
        var all = true;
        foreach (var worker in workers)
        {
            var rest = JoinLimit - TimeProvider.System.GetElapsedTime(limit);
            all &= worker.Thread != Thread.CurrentThread && worker.Thread.Join(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        }

        return all;
    }

    private void AddWorker()
    {
        Worker? worker = null;
        var thread = new Thread(() => Work(worker!)) { IsBackground = true, Name = $"objectfs-fuse-{_workers.Count + 1}" };
        worker = new Worker(thread);
        _workers.Add(worker);
        _reading++;
        thread.Start();
    }

    private void Work(Worker worker)
    {
        var receiver = _transport.Attach();
        var request = _session.Rent();
        while (true)
        {
            var received = _transport.Receive(receiver, request.Frame, Request.FrameCapacity);
            if (received < 0)
            {
                if (Volatile.Read(ref _stopping))
                    break;
                if ((Errno)(-received) is Errno.EINTR or Errno.EAGAIN or Errno.ENOENT)
                    continue;

                Ended((Errno)(-received));
                break;
            }

            worker.Begin();
            if (!Volatile.Read(ref _watching))
                WakeWatch();
            if (!_session.Serve(request, received, Volatile.Read(ref _heldUp)))
                request = _session.Rent();
            worker.Busy = false;
            if (worker.Relieved && !ReadOn(worker))
                break;
        }

        _session.Return(request);
    }

    private void Ended(Errno errno)
    {
        if (errno is not (Errno.ENODEV or Errno.ECONNABORTED or Errno.ESHUTDOWN))
            _session.Failed(errno);
        Stop();
        _session.End();
    }

    /// <summary>Comes back after somebody else took over: reads again if too few do, else lies ready.</summary>
    /// <returns>False at the end.</returns>
    private bool ReadOn(Worker worker)
    {
        lock (_gate)
        {
            worker.Relieved = false;
            _heldUp = false;
            if (_reading < _readers)
            {
                _reading++;
                return !_stopping;
            }

            _ready++;
            while (_called == 0 && !_stopping)
                Monitor.Wait(_gate);
            if (_called > 0)
                _called--;
            return !_stopping;
        }
    }

    private void WakeWatch()
    {
        lock (_gate)
        {
            _watching = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Watch()
    {
        var idle = 0;
        lock (_gate)
        {
            while (!_stopping)
            {
                if (idle >= IdleTicks)
                {
                    _watching = false;
                    // the workers' barrier and this one: either they see that nobody watches, or this sees that they began
                    Interlocked.MemoryBarrier();
                    if (!Look())
                    {
                        while (!_watching && !_stopping)
                            Monitor.Wait(_gate);
                    }

                    _watching = true;
                    idle = 0;
                }

                Monitor.Wait(_gate, _watchInterval);
                idle = Look() ? 0 : idle + 1;
            }
        }
    }

    /// <summary>Whether anybody did anything since the last look; who is at the same request as then is relieved.</summary>
    private bool Look()
    {
        var active = false;
        for (var i = 0; i < _workers.Count; i++)
        {
            var worker = _workers[i];
            var served = worker.Served;
            if (served != worker.LastSeen)
            {
                worker.LastSeen = served;
                active = true;
            }
            else if (worker.Busy && !worker.Relieved)
            {
                active = true;
                Relieve(worker);
            }
        }

        return active;
    }

    private void Relieve(Worker worker)
    {
        // the last is not given away: it refuses what nodes would have to answer, and still hears who gave up
        if (_ready == 0 && _workers.Count >= _maxThreads)
            return;

        worker.Relieved = true;
        _reading--;
        if (_ready > 0)
        {
            _ready--;
            _called++;
            _reading++;
            Monitor.PulseAll(_gate);
        }
        else
        {
            AddWorker();
        }

        if (_ready == 0 && _workers.Count == _maxThreads)
        {
            _heldUp = true;
            _session.AllThreadsHeldUp(_maxThreads - 1);
        }
    }
}
