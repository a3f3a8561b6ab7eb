using System.Collections.Concurrent;
using System.Threading.Tasks.Sources;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Access;

/// <summary>A call with its state and answer. Reused once the body has returned, the answer was taken and the watchdog has let go.</summary>
internal sealed class Call<TState, T> : Call, IValueTaskSource<Result<T>>
{
    private const int MaxPooled = 64;
    private static readonly ConcurrentQueue<Call<TState, T>> Pool = new();

    private LateResult<Result<T>> _answer;
    private Func<TState, Result<T>> _body = null!;
    private TState _state = default!;
    private object? _lock;
    private Requester _requester;
    private int _budget;
    private int _answered;
    private int _owners;

    public static Call<TState, T> Rent(TState state, Func<TState, Result<T>> body, object? lockOn, Requester requester, int budget)
    {
        if (!Pool.TryDequeue(out var call))
            call = new();
        call._state = state;
        call._body = body;
        call._lock = lockOn;
        call._requester = requester;
        call._budget = budget;
        call.Deadline = Environment.TickCount64 + budget;
        call._answered = 0;
        call._owners = 3;
        return call;
    }

    public ValueTask<Result<T>> Task => new(this, _answer.Version);

    /// <summary>Runs the body here and now. The one place where an exception of the program's becomes a refusal.</summary>
    public static Result<T> Invoke(TState state, Func<TState, Result<T>> body, Requester requester)
    {
        try
        {
            var result = body(state);
            return result.Succeeded ? result : requester.Refuse(result.Failure, null);
        }
        catch (Exception exception)
        {
            // whatever user code throws ends this call alone
            return requester.Refuse(Refusal.From(exception), exception);
        }
    }

    public override void Execute()
    {
        if (_lock is null)
        {
            End(Invoke(_state, _body, _requester));
            return;
        }

        Result<T> result;
        lock (_lock)
            result = Invoke(_state, _body, _requester);
        End(result);
    }

    public override void Refuse(Failure failure) => End(_requester.Refuse(failure, null));

    private void End(Result<T> result)
    {
        if (Interlocked.Exchange(ref _answered, 1) == 0)
            _answer.Set(result);
        else
            _requester.Overdue.Return();
        if (CallThreads.Shared.Unwatch(this))
            Disown();
        Disown();
    }

    public override void Expire()
    {
        // counted before the answer: Execute takes it back as soon as it sees that it was too late
        _requester.Overdue.Add();
        if (Interlocked.Exchange(ref _answered, 1) == 0)
            _answer.Set(_requester.Refuse(new(Errno.ETIMEDOUT, $"it took longer than {_budget} ms and is still running"), null));
        else
            _requester.Overdue.Return();
        Disown();
    }

    Result<T> IValueTaskSource<Result<T>>.GetResult(short token)
    {
        var result = _answer.Get(token);
        Disown();
        return result;
    }

    ValueTaskSourceStatus IValueTaskSource<Result<T>>.GetStatus(short token) => _answer.StatusOf(token);

    void IValueTaskSource<Result<T>>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token);

    private void Disown()
    {
        if (Interlocked.Decrement(ref _owners) != 0)
            return;
        _state = default!;
        _lock = null;
        _requester = default;
        _answer.Reset();
        if (Pool.Count < MaxPooled)
            Pool.Enqueue(this);
    }
}
