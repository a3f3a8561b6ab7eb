using ObjectFs.Tree;

namespace ObjectFs.Objects.Methods;

/// <summary>A context of one's own: one call at a time, which goes on when nobody has it open, and is cancelled with its directory. Thread-safe.</summary>
/// <param name="name">UTF-8.</param>
/// <param name="serial">How many were made before.</param>
/// <param name="made">Nanoseconds since 1970.</param>
internal sealed class CallContext(byte[] name, long serial, long made)
{
    private readonly Lock _gate = new();
    private Invocation? _current;
    private bool _isDropped;

    public byte[] Name => name;

    public long Serial => serial;

    public long Made => made;

    /// <summary>How the last call ended; null while one runs, and before the first.</summary>
    public Outcome? Last => _current is { Ended: { IsCompleted: true } ended } ? ended.Result : null;

    /// <summary>One word.</summary>
    public string Status => _current is null ? "idle" : Last is { } last ? last.Status : "running";

    /// <summary>Begins a call. EBUSY while another runs; ENOENT once the directory is gone.</summary>
    public Result<Invocation> Start(Func<Invocation> start)
    {
        lock (_gate)
        {
            if (_isDropped)
                return new Failure(Errno.ENOENT, "the context is gone");
            if (_current is { Ended.IsCompleted: false })
                return new Failure(Errno.EBUSY, "a call of this context is still running; wait for it, or remove the context to cancel it");

            // starting runs no code of the program's
            return _current = start();
        }
    }

    /// <summary>The directory is gone.</summary>
    public void Drop()
    {
        Invocation? running;
        lock (_gate)
        {
            _isDropped = true;
            running = _current;
        }

        running?.Cancel();
    }
}
