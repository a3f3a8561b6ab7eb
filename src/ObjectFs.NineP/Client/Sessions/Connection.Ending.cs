using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <content>The end: the stream closes, whoever receives and whoever sends come to rest, and only then does every call hear of it, because until then its memory is in use.</content>
internal sealed partial class Connection
{
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(1);

    private Task _completion;
    private Exception? _cause;
    private bool _isClosed;

    /// <summary>Begins to receive.</summary>
    public void Start()
    {
        _completion = Task.Run(RunAsync);
        // every call hears of a failure; whoever does not look at the task as well has missed nothing
        _completion.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>Closes without a word.</summary>
    public ValueTask DisposeAsync() => CloseAsync(null);

    /// <summary>Ends the session from here: says goodbye, in vain if the server does not listen, and closes.</summary>
    /// <param name="root">The fid that was attached, or null.</param>
    public async ValueTask CloseAsync(Fid? root)
    {
        if (root is not null && root.TryRelease())
        {
            var call = Rent();
            call.Put(new Wire.Tclunk { Fid = root.Number });
            Task goodbye = call.DoneAsync(CancellationToken.None).AsTask();
            await goodbye.WaitAsync(ClosingTime).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_gate)
            _isClosed = _cause is null;
        Stop(null);
        await _completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        try
        {
            await ReceiveAsync().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // whatever a stream throws, the session is over, and everybody is told what it was
            Stop(failure);
        }

        Task? sending = null;
        lock (_gate)
        {
            if (_isSending)
                sending = (_sent = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        if (sending is not null)
            await sending.ConfigureAwait(false);
        TellEverybody();
        if (!_isClosed)
            throw Cause();
    }

    private void Stop(Exception? cause)
    {
        lock (_gate)
            _cause ??= _isClosed ? null : cause;
        _stop.Cancel();
        try
        {
            _stream.Dispose();
        }
        catch (Exception)
        {
            // a stream that cannot even be closed: the session is over all the same, and the calls must hear of that
        }
    }

    private void TellEverybody()
    {
        var failure = Lost(_isClosed ? "it was closed from here." : Cause().Sentence);
        List<Call> calls = [];
        List<Call> waiting;
        lock (_gate)
        {
            _ended = failure;
            foreach (ref var call in _calls.AsSpan())
            {
                if (call is not null)
                    calls.Add(call);
                call = null;
            }

            waiting = [.. _waiting];
            _waiting.Clear();
            foreach (var call in waiting)
                call.Waiting = null;
        }

        _pending.Clear();
        foreach (var call in calls)
        {
            call.Fail(failure);
            call.Arrive();
        }

        foreach (var call in waiting)
            call.Refuse(failure);
    }

    private NinePException Cause() => _cause switch
    {
        NinePException exact => exact,
        null => new(Errno.ECONNRESET, "The connection ended.", "Connect again."),
        var other => new(Errno.ECONNRESET, $"The connection to {_where} broke: {other.Message}", "See whether the server still runs, and connect again.", other),
    };
}
