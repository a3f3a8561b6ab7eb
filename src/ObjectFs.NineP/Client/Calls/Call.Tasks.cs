using System.Threading.Tasks.Sources;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <content>The tasks: each is awaited once, and gives the call back.</content>
internal sealed partial class Call :
    IValueTaskSource<Result>, IValueTaskSource<Result<int>>, IValueTaskSource<Result<NodeAttributes>>, IValueTaskSource<Result<Answer>>
{
    /// <summary>Sends it; done or not.</summary>
    public ValueTask<Result> DoneAsync(CancellationToken cancellationToken)
    {
        Start(cancellationToken);
        return new(this, _core.Version);
    }

    /// <summary>Sends it; how many bytes.</summary>
    public ValueTask<Result<int>> CountAsync(CancellationToken cancellationToken)
    {
        Start(cancellationToken);
        return new(this, _core.Version);
    }

    /// <summary>Sends it; attributes.</summary>
    public ValueTask<Result<NodeAttributes>> AttributesAsync(CancellationToken cancellationToken)
    {
        Start(cancellationToken);
        return new(this, _core.Version);
    }

    /// <summary>Sends it; anything else.</summary>
    public ValueTask<Result<Answer>> AnswerAsync(CancellationToken cancellationToken)
    {
        Start(cancellationToken);
        return new(this, _core.Version);
    }

    /// <summary>Sends it; nobody waits.</summary>
    public void Detach()
    {
        _isDetached = true;
        Start(CancellationToken.None);
    }

    Result IValueTaskSource<Result>.GetResult(short token) => Over(token) ? Success(Result.Success) : Refused();

    Result<int> IValueTaskSource<Result<int>>.GetResult(short token) => Over(token) ? Success((Result<int>)(int)_answer.Count) : Refused();

    Result<NodeAttributes> IValueTaskSource<Result<NodeAttributes>>.GetResult(short token) => Over(token) ? Success((Result<NodeAttributes>)_attributes) : Refused();

    Result<Answer> IValueTaskSource<Result<Answer>>.GetResult(short token) => Over(token) ? Success((Result<Answer>)_answer) : Refused();

    ValueTaskSourceStatus IValueTaskSource<Result>.GetStatus(short token) => _core.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource<Result<int>>.GetStatus(short token) => _core.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource<Result<NodeAttributes>>.GetStatus(short token) => _core.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource<Result<Answer>>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<Result>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource<Result<int>>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource<Result<NodeAttributes>>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => _core.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource<Result<Answer>>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => _core.OnCompleted(continuation, state, token, flags);

    private void Start(CancellationToken cancellationToken)
    {
        if (_length == 0)
        {
            Refuse(new(Errno.EMSGSIZE, $"This takes more than the {_connection.MessageSize} bytes that a message to this server may have."));
        }
        else if (cancellationToken.IsCancellationRequested)
        {
            Refuse(new(Errno.EINTR, null));
        }
        else
        {
            _connection.Submit(this);
            // nobody has the task yet, so that the call is still this one even if it is over by now
            if (cancellationToken.CanBeCanceled)
                _registration = cancellationToken.UnsafeRegister(static call => ((Call)call!).Cancel(), this);
        }
    }

    private void Cancel() => _connection.Cancel(this);

    private bool Over(short token)
    {
        _core.GetResult(token);
        // waits for a cancellation that is just going on: it must not hit the next use of this call
        _registration.Dispose();
        return _failure.Errno == Errno.None;
    }

    private TResult Success<TResult>(TResult result)
    {
        Recycle();
        return result;
    }

    private Failure Refused()
    {
        var failure = _failure;
        Recycle();
        return failure;
    }
}
