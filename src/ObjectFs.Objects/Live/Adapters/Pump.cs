namespace ObjectFs.Objects.Live.Adapters;

/// <summary>
/// Pulls from a stream for as long as somebody wants more, no faster than it is read. Runs on the thread pool, as code that awaits does. While it waits for its readers nothing holds it but the object whose
/// stream it is: that nobody reads on must not keep the object alive.
/// </summary>
internal sealed class Pump : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _end = new();
    private readonly IStreamSink _sink;
    private readonly ITimer _timer;
    private volatile TaskCompletionSource? _room;

    private Pump(IStreamSink sink)
    {
        _sink = sink;
        _timer = sink.Time.CreateTimer(static pump => Look((WeakReference<Pump>)pump!), new WeakReference<Pump>(this), Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Starts pulling.</summary>
    public static Pump Start<T>(IAsyncEnumerable<T> sequence, IStreamSink sink)
    {
        var pump = new Pump(sink);
        _ = Task.Run(() => pump.RunAsync(sequence, pump._end.Token));
        return pump;
    }

    public void Dispose()
    {
        _end.Cancel();
        _timer.Dispose();
    }

    private async Task RunAsync<T>(IAsyncEnumerable<T> sequence, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var value in sequence.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (!_sink.Next(value))
                    return;
                if (!_sink.HasRoom)
                    await WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
            }

            _sink.End(null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // nobody wants more
        }
        catch (Exception exception)
        {
            // the one place for what the program's sequence throws: it is its last line
            _sink.End(exception);
        }
    }

    private Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _room = room;
        _timer.Change(Rest, Timeout.InfiniteTimeSpan);
        return room.Task.WaitAsync(cancellationToken);
    }

    private static void Look(WeakReference<Pump> waiting)
    {
        if (!waiting.TryGetTarget(out var pump))
            return;
        if (pump._sink.HasRoom)
            pump._room?.TrySetResult();
        else
            pump._timer.Change(Rest, Timeout.InfiniteTimeSpan);
    }
}
