namespace ObjectFs.Fuse;

/// <summary>A thread that reads requests and serves them.</summary>
internal sealed class Worker
{
    private long _served;
    private bool _busy;
    private bool _relieved;

    public Worker(Thread thread)
    {
        Thread = thread;
    }

    public Thread Thread { get; }

    /// <summary>Requests begun; a full barrier, so that whoever sleeps while nobody works cannot miss that somebody began.</summary>
    public long Served => Interlocked.Read(ref _served);

    /// <summary>Between a request's coming and its end in this thread.</summary>
    public bool Busy
    {
        get => Volatile.Read(ref _busy);
        set => Volatile.Write(ref _busy, value);
    }

    /// <summary>Was held up, and somebody else reads in its place.</summary>
    public bool Relieved
    {
        get => Volatile.Read(ref _relieved);
        set => Volatile.Write(ref _relieved, value);
    }

    /// <summary>What the watch saw last.</summary>
    public long LastSeen { get; set; }

    public void Begin()
    {
        Busy = true;
        Interlocked.Increment(ref _served);
    }
}
