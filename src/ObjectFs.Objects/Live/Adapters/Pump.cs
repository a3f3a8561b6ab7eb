using ObjectFs.Objects.Access;
using ObjectFs.Objects.Methods;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Live.Adapters;

/// <summary>Pulls from a stream for as long as somebody wants more, no faster than it is read. Begins on a thread that it may keep; where the program's code awaits, it goes on on the thread pool.</summary>
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
        var token = pump._end.Token;
        CallThreads.Methods.RunUnwatched(new MethodStep<Task>(() => RunAsync(sequence, sink, token), lockOn: null, isForeign: false));
        return pump;
    }

    public void Dispose() => _end.Cancel();

    private static async Task RunAsync<T>(IAsyncEnumerable<T> sequence, IStreamSink sink, CancellationToken cancellationToken)
    {
        try
        {
            var enumerator = sequence.GetAsyncEnumerator(cancellationToken);
            try
            {
                while (await enumerator.MoveNextAsync().OffPool())
                {
                    if (!sink.Next(enumerator.Current))
                        return;
                    while (!sink.HasRoom)
                        await Task.Delay(Rest, sink.Time, cancellationToken).OffPool();
                }
            }
            finally
            {
                await enumerator.DisposeAsync().OffPool();
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
