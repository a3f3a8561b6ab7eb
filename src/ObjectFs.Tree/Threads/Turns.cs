namespace ObjectFs.Tree;

/// <summary>
/// So many at a time; others wait, first come, first served. Thread-safe.
/// Not a SemaphoreSlim: whoever waits for one of those, and can be cancelled, is woken through the thread pool.
/// </summary>
internal sealed class Turns(int count)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = new();
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
        LinkedListNode<TaskCompletionSource> turn;
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return;
            }

            // whoever ends a turn goes on with his own affairs
            turn = _waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        try
        {
            using (cancellationToken.UnsafeRegister(static (turn, cancellationToken) => ((TaskCompletionSource)turn!).TrySetCanceled(cancellationToken), turn.Value))
                await turn.Value.Task.OffPool();
        }
        finally
        {
            GiveUp(turn);
        }
    }

    public void Return()
    {
        lock (_gate)
        {
            while (_waiting.First is { } next)
            {
                _waiting.Remove(next);
                if (next.Value.TrySetResult())
                    return;
            }

            _free++;
        }
    }

    // a turn may last as long as a method does: whoever waits for it and gives up, again and again, must not become many
    private void GiveUp(LinkedListNode<TaskCompletionSource> turn)
    {
        lock (_gate)
        {
            if (turn.List is not null)
                _waiting.Remove(turn);
        }
    }
}
