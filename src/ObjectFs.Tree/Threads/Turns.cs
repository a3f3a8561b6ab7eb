namespace ObjectFs.Tree;

/// <summary>
/// So many at a time; others wait, first come, first served. Thread-safe.
/// Not a SemaphoreSlim: whoever waits for one of those, and can be cancelled, is woken through the thread pool.
/// </summary>
internal sealed class Turns(int count)
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private int _free = count;

    public bool TryTake()
    {
        lock (_gate)
        {
            if (_free == 0)
                return false;
            _free--;
            return true;
        }
    }

    /// <exception cref="OperationCanceledException">Cancelled before it came to that.</exception>
    public async ValueTask TakeAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return;
            }

            // whoever ends a turn goes on with his own affairs
            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
        }

        using (cancellationToken.UnsafeRegister(static (turn, cancellationToken) => ((TaskCompletionSource)turn!).TrySetCanceled(cancellationToken), turn))
            await turn.Task.OffPool();
    }

    public void Return()
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult())
                    return;
            }

            _free++;
        }
    }
}
