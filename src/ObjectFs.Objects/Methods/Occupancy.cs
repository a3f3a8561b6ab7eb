using ObjectFs.Tree;

namespace ObjectFs.Objects.Methods;

/// <summary>
/// How many calls of one method there are. A method may never end; then it costs its callers, and a bounded number of threads, and nothing else. Thread-safe.
/// </summary>
internal sealed class Occupancy
{
    /// <summary>Threads that one method keeps at most; further calls wait for one.</summary>
    public const int Threads = 32;

    /// <summary>Calls of one method that have begun, or wait to, and have not ended: more are refused.</summary>
    public const int Calls = 1024;

    private readonly Turns _threads = new(Threads);
    private int _calls;

    /// <summary>EAGAIN, in words.</summary>
    public static Failure Full => new(Errno.EAGAIN, $"{Calls} calls of it have not ended yet; call again when some have");

    /// <summary>Counts one call more; false where there are too many.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _calls) <= Calls)
            return true;
        Interlocked.Decrement(ref _calls);
        return false;
    }

    /// <summary>A call has ended.</summary>
    public void Leave() => Interlocked.Decrement(ref _calls);

    /// <summary>Waits for a thread's turn.</summary>
    public ValueTask TakeThreadAsync(CancellationToken cancellationToken) => _threads.TakeAsync(cancellationToken);

    /// <summary>The thread is free again.</summary>
    public void ReturnThread() => _threads.Return();
}
