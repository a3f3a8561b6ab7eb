namespace ObjectFs.Objects.Live.Adapters;

/// <summary>Pulls from a stream for as long as somebody wants more, no faster than it is read. Runs on the thread pool, as code that awaits does.</summary>
internal sealed class Pump : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _end = new();

    private Pump()
    {
    }

    /// <summary>Starts pulling.</summary>
    public static Pump Start<T>(IAsyncEnumerable<T> sequence, IStreamSink sink)
    {
        var pump = new Pump();
        _ = Task.Run(() => RunAsync(sequence, sink, pump._end.Token));
        return pump;
    }

    public void Dispose() => _end.Cancel();

    private static async Task RunAsync<T>(IAsyncEnumerable<T> sequence, IStreamSink sink, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var value in sequence.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (!sink.Next(value))
                    return;
                while (!sink.HasRoom)
                    await Task.Delay(Rest, sink.Time, cancellationToken).ConfigureAwait(false);
            }

            sink.End(null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // nobody wants more
        }
        catch (Exception exception)
        {
            // the one place for what the program's sequence throws: it is its last line
            sink.End(exception);
        }
    }
}
