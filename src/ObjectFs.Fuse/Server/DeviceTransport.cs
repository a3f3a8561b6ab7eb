using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>Reads and writes /dev/fuse.</summary>
internal sealed unsafe class DeviceTransport : Transport
{
    private static readonly TimeSpan SignalInterval = TimeSpan.FromMilliseconds(2);
    private const int SignalAttempts = 500;

    private readonly int _descriptor;
    private readonly int _nowhere;
    private readonly object _gate = new();
    private readonly List<Receiver> _receivers = [];
    private bool _closing;
    private bool _released;
    private int _disposed;
    private int _users = 1;

    public DeviceTransport(int descriptor)
    {
        _descriptor = descriptor;
        // opened now, because at the end there may be no descriptor left; any file will do, and a directory is always there
        _nowhere = Libc.Open("/dev/null", Libc.ReadWrite | Libc.CloseOnExec);
        if (_nowhere < 0)
            _nowhere = Libc.Open("/", Libc.CloseOnExec);
    }

    public override Receiver Attach()
    {
        var receiver = new Receiver(Libc.ThreadId());
        lock (_gate)
            _receivers.Add(receiver);
        return receiver;
    }

    public override int Receive(Receiver receiver, byte* buffer, int capacity)
    {
        // Shutdown's barrier orders this pair against its own
        receiver.Receiving = true;
        if (Volatile.Read(ref _closing))
        {
            Left(receiver);
            return -(int)Errno.ESHUTDOWN;
        }

        var count = Libc.Read(_descriptor, buffer, (nuint)capacity);
        var errno = count < 0 ? Libc.LastErrno : Errno.None;
        receiver.Receiving = false;
        if (Volatile.Read(ref _closing))
            Left(receiver);
        return count < 0 ? -(int)errno : (int)count;
    }

    public override Errno Send(byte* frame, int length)
    {
        if (!TryUse())
            return Errno.ENODEV;
        var errno = Libc.Write(_descriptor, frame, (nuint)length) >= 0 ? Errno.None : Libc.LastErrno;
        EndUse();
        return errno;
    }

    public override void Shutdown()
    {
        Volatile.Write(ref _closing, true);
        Interlocked.MemoryBarrierProcessWide();
        lock (_gate)
        {
            // a thread inside read(2) holds the device open; a signal that comes just before the call is lost, so it is sent until it works
            for (var attempt = 0; attempt < SignalAttempts && Signal(); attempt++)
                Monitor.Wait(_gate, SignalInterval);
            if (!_released)
                Release();
        }
    }

    /// <summary>Gives the number back as soon as nobody is sending: it may be another file's at once, and nodes answer when they do.</summary>
    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            EndUse();
    }

    private bool TryUse()
    {
        var users = Volatile.Read(ref _users);
        while (users > 0)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
                return true;
            users = seen;
        }

        return false;
    }

    private void EndUse()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            _ = Libc.Close(_descriptor);
    }

    private bool Signal()
    {
        var any = false;
        foreach (var receiver in _receivers)
        {
            if (!receiver.Receiving)
                continue;

            any = true;
            if (Libc.WakeUpSignal() is > 0 and var signal)
                _ = Libc.SignalThread(Environment.ProcessId, receiver.ThreadId, signal);
        }

        return any;
    }

    /// <summary>Closes the device but keeps its number, so that an answer that comes too late goes nowhere rather than into somebody else's file.</summary>
    private void Release()
    {
        _ = Libc.Duplicate(_nowhere, _descriptor, Libc.CloseOnExec);
        _ = Libc.Close(_nowhere);
        _released = true;
    }

    private void Left(Receiver receiver)
    {
        receiver.Receiving = false;
        lock (_gate)
            Monitor.PulseAll(_gate);
    }
}
