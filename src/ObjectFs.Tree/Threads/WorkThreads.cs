namespace ObjectFs.Tree;

/// <summary>
/// A queue, and the threads of the tree's own that serve it: started when needed, bounded in number, gone when there has been nothing to do for a while. Thread-safe.
/// Not the thread pool: a program that starves its pool is the very one to be looked at.
/// </summary>
/// <param name="name">What a debugger shows.</param>
/// <param name="maxThreads">What comes when all of them are at work waits.</param>
/// <param name="work">What is done with each; throws nothing.</param>
internal sealed class WorkThreads<T>(string name, int maxThreads, Action<T> work)
{
    private const int IdleMilliseconds = 10_000;
    private const int StackBytes = 1 << 20;

    private readonly object _gate = new();
    private readonly Queue<T> _waiting = new();
    private int _threads;
    private int _idle;

    /// <summary>How a thread is started; tests let it fail.</summary>
    public Action<Thread> Start { private get; init; } = static thread => thread.UnsafeStart();

    public void Add(T item)
    {
        lock (_gate)
        {
            _waiting.Enqueue(item);
            if (_idle >= _waiting.Count)
            {
                Monitor.Pulse(_gate);
                return;
            }

            if (_threads == maxThreads)
                return;
            _threads++;
        }

        try
        {
            Start(new Thread(Serve, StackBytes) { Name = name, IsBackground = true });
        }
        catch (OutOfMemoryException)
        {
            // the system has no thread left: those that there are serve it, or whoever adds next starts one
            lock (_gate)
                _threads--;
        }
    }

    private void Serve()
    {
        while (TryTake(out var item))
            work(item);
    }

    private bool TryTake(out T item)
    {
        // what was done last, and what it was done to, is not kept while there is nothing to do
        item = default!;
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                _idle++;
                var pulsed = Monitor.Wait(_gate, IdleMilliseconds);
                _idle--;
                if (!pulsed && _waiting.Count == 0)
                {
                    _threads--;
                    return false;
                }
            }

            item = _waiting.Dequeue();
            return true;
        }
    }
}
