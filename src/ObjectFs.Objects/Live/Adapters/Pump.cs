using ObjectFs.Objects.Access;
using ObjectFs.Objects.Methods;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Live.Adapters;

/// <summary>
/// Pulls from a stream for as long as somebody wants more, no faster than it is read. Begins, and goes on after a pause, on a thread that it may keep; where the program's code awaits, it goes on on the thread pool.
/// While it waits for its readers nothing holds it but the object whose stream it is: that nobody reads on must not keep the object alive.
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
        CallThreads.Methods.RunUnwatched(new MethodStep<Task>(() => pump.RunAsync(sequence, pump._end.Token), lockOn: null, isForeign: false));
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
            var enumerator = sequence.GetAsyncEnumerator(cancellationToken);
            try
            {
                while (await enumerator.MoveNextAsync().OffPool())
                {
                    if (!_sink.Next(enumerator.Current))
                        return;
                    if (!_sink.HasRoom)
                        await WaitForRoomAsync(cancellationToken).OffPool();
                }
            }
            finally
            {
                await enumerator.DisposeAsync().OffPool();
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
        var room = new TaskCompletionSource();
        _room = room;
        _timer.Change(Rest, Timeout.InfiniteTimeSpan);
        return room.Task.WaitAsync(cancellationToken);
    }

    private static void Look(WeakReference<Pump> waiting)
    {
        if (!waiting.TryGetTarget(out var pump))
            return;
        if (pump._sink.HasRoom)
            CallThreads.Methods.RunUnwatched(new MethodStep<bool>(() => pump._room?.TrySetResult() == true, lockOn: null, isForeign: false));
        else
            pump._timer.Change(Rest, Timeout.InfiniteTimeSpan);
    }
}
