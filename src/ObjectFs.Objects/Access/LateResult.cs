using System.Threading.Tasks.Sources;

namespace ObjectFs.Objects.Access;

/// <summary>
/// A result that comes once and is awaited once, and can be used again. Whoever begins to wait just as it comes goes on where he is: ManualResetValueTaskSourceCore would send him through the
/// thread pool. What waits is the tree's own, and runs in no particular context.
/// </summary>
internal struct LateResult<T>
{
    private static readonly Action<object?> HasCome = static _ => { };

    private Action<object?>? _continuation;
    private object? _state;
    private T _result;
    private short _version;
    private bool _isThere;

    public readonly short Version => _version;

    public void Set(T result)
    {
        _result = result;
        Volatile.Write(ref _isThere, true);
        if (Interlocked.CompareExchange(ref _continuation, HasCome, null) is { } continuation)
            continuation(_state);
    }

    public readonly T Get(short token)
    {
        Check(token);
        return _isThere ? _result : throw new InvalidOperationException("The result has not come yet.");
    }

    public readonly ValueTaskSourceStatus StatusOf(short token)
    {
        Check(token);
        return Volatile.Read(in _isThere) ? ValueTaskSourceStatus.Succeeded : ValueTaskSourceStatus.Pending;
    }

    public void OnCompleted(Action<object?> continuation, object? state, short token)
    {
        Check(token);
        _state = state;
        if (Interlocked.CompareExchange(ref _continuation, continuation, null) is not null)
            continuation(state);
    }

    /// <summary>Makes it ready for the next.</summary>
    public void Reset()
    {
        _version++;
        _continuation = null;
        _state = null;
        _result = default!;
        _isThere = false;
    }

    private readonly void Check(short token)
    {
        if (token != _version)
            throw new InvalidOperationException("The result was taken already.");
    }
}
