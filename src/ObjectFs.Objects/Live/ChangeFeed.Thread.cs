using ObjectFs.Tree;

namespace ObjectFs.Objects.Live;

// The thread.
internal sealed partial class ChangeFeed
{
    private void Wake()
    {
        if (Interlocked.Exchange(ref _isAwake, 1) != 0)
            return;
        lock (_bell)
        {
            if (_isRunning)
            {
                Monitor.Pulse(_bell);
                return;
            }

            _isRunning = true;
        }

        new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "ObjectFs changes" }.UnsafeStart();
    }

    private void Run()
    {
        while (true)
        {
            lock (_bell)
            {
                while (Volatile.Read(ref _isAwake) == 0)
                {
                    if (Monitor.Wait(_bell, Patience) || Volatile.Read(ref _isAwake) != 0)
                        continue;
                    if (IsSweepDue)
                        break;
                    _isRunning = false;
                    return;
                }
            }

            Interlocked.Exchange(ref _isAwake, 0);
            Drain();
        }
    }

    private void Drain()
    {
        FillHandles();
        SweepSome();
        while (_notices.TryDequeue(out Notice notice))
        {
            Tell(notice);
            Interlocked.Increment(ref _told);
        }
    }

    private void Tell(in Notice notice)
    {
        if (notice.Done is not null)
        {
            if (notice.IsSweep)
                SweepAll();
            notice.Done.TrySetResult();
        }
        else if (notice.Change is { } change)
        {
            _registry.Apply(change, notice.Time);
            foreach (Action<Change> handler in _handlers)
                Guard(handler, static (handler, change) => handler(change), change);
        }
        else if (notice.Call is { } call)
        {
            Guard(call, static (call, _) => call(), 0);
        }
        else
        {
            foreach (INodeWatcher watcher in _watchers)
                Guard(watcher, static (watcher, notice) => Tell(watcher, notice), notice);
        }
    }

    private static void Tell(INodeWatcher watcher, Notice notice)
    {
        if (notice.Name is null)
            watcher.Changed(notice.Node!);
        else
            watcher.EntryChanged(notice.Node!, notice.Name, notice.Removed);
    }

    private void Guard<TTarget, TArgument>(TTarget target, Action<TTarget, TArgument> call, TArgument argument)
    {
        try
        {
            call(target, argument);
        }
        catch (Exception exception)
        {
            // The one place between the tree's thread and whoever listens: a listener that throws must end neither the thread nor the program.
            _registry.Complain($"A listener to changes failed: {exception}");
        }
    }
}
