namespace ObjectFs.NineP.Server;

/// <content>Who gave up on it. Under the lock of the session.</content>
internal sealed partial class Request
{
    private CancellationTokenSource _cancellation = new();
    private bool _isTaken;

    /// <summary>Cancelled when the client gives up: by a flush, a new session, or by going away.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>What cancels it. Whoever took it may cancel late, when the request is over: then it is not used again. Under the lock of the session.</summary>
    public CancellationTokenSource TakeCancellation()
    {
        _isTaken = true;
        return _cancellation;
    }

    /// <summary>Whether it waits for its node, and its tag is in use.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>Room for its answer that it held when it began to wait.</summary>
    public int HeldWaiting { get; set; }

    /// <summary>Whether nobody is to be told of its answer any more.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>The flushes that wait for its end, in order; null where nobody flushed it.</summary>
    public List<ushort>? Flushes { get; set; }

    /// <summary>What ends the patience of those who flushed it.</summary>
    public ITimer? Patience { get; set; }

    private void ResetState()
    {
        IsWaiting = false;
        IsAbandoned = false;
        Flushes = null;
        Patience?.Dispose();
        Patience = null;

        if (_isTaken || !_cancellation.TryReset())
            _cancellation = new CancellationTokenSource();
        _isTaken = false;
    }
}
