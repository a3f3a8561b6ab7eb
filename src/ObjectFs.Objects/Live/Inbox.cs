using ObjectFs.Objects.Nodes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Live;

/// <summary>
/// What one reader of a stream has still to see. Reads that find nothing wait for what comes, for the reader to give up, or for the end of what it reads. Thread-safe.
/// <para>Whoever sleeps is woken on the thread that brings something, which is the tree's own: a gateway's answer does not block, and a program that starves its thread pool is the very
/// one to be looked at.</para>
/// </summary>
internal abstract class Inbox
{
    private readonly Waiters _pollers = new();
    private readonly List<TaskCompletionSource<bool>> _sleepers = [];
    private ReadOnlyMemory<byte> _rest;
    private bool _hasEnded;

    /// <summary>Guards what derived classes hold. Never held over code of the program.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Whether one read is given as many lines as it has room for.</summary>
    protected abstract bool GivesMany { get; }

    /// <summary>Whether there is something to take. Under the gate.</summary>
    protected abstract bool HasNext { get; }

    /// <summary>Whether somebody sleeps until something comes.</summary>
    public bool IsWanting
    {
        get
        {
            lock (Gate)
                return !_hasEnded && (_sleepers.Count > 0 || _pollers.HasAny);
        }
    }

    /// <summary>Reads what is there; waits where nothing is.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="waits">Whether to wait; else EAGAIN.</param>
    /// <param name="cancellationToken">The reader gave up: EINTR.</param>
    /// <returns>The bytes read; 0 at the end of the stream.</returns>
    public async ValueTask<Result<int>> ReadAsync(Memory<byte> buffer, bool waits, CancellationToken cancellationToken)
    {
        if (buffer.IsEmpty)
            return 0;
        Demand();
        while (true)
        {
            var sleeper = new TaskCompletionSource<bool>();
            lock (Gate)
            {
                if (Take(buffer.Span) is { } taken)
                    return taken;
                if (!waits)
                    return new Failure(Errno.EAGAIN, "nothing has happened since the last read");
                _sleepers.Add(sleeper);
            }

            // once more: what happened before somebody slept here was not looked at for its sake
            Demand();
            bool hasCome;
            using (cancellationToken.UnsafeRegister(static sleeper => ((TaskCompletionSource<bool>)sleeper!).TrySetResult(false), sleeper))
                hasCome = await sleeper.Task.OffPool();
            if (hasCome)
                continue;
            lock (Gate)
                _sleepers.Remove(sleeper);
            return Errno.EINTR;
        }
    }

    /// <summary>Readable where a read would not wait; hung up at the end.</summary>
    /// <param name="waiter">Woken once when something comes.</param>
    public PollEvents Poll(IPollWaiter? waiter)
    {
        if (waiter is not null && !_pollers.TryAdd(waiter))
            return PollEvents.Readable;
        Demand();
        lock (Gate)
        {
            return (_hasEnded ? PollEvents.HangUp : PollEvents.None)
                | (_hasEnded || !_rest.IsEmpty || HasNext ? PollEvents.Readable : PollEvents.None);
        }
    }

    /// <summary>Nothing will come any more; what is there is still given.</summary>
    public void End()
    {
        lock (Gate)
            _hasEnded = true;
        Wake();
    }

    /// <summary>Somebody is about to wait: what has to be looked at is.</summary>
    protected virtual void Demand()
    {
    }

    /// <summary>Takes the next line, or the refusal in its place. Under the gate.</summary>
    protected abstract bool TryTake(out ReadOnlyMemory<byte> line, out Failure? failure);

    /// <summary>Something has come. Not under the gate.</summary>
    protected void Wake()
    {
        TaskCompletionSource<bool>[] woken;
        lock (Gate)
        {
            woken = [.. _sleepers];
            _sleepers.Clear();
        }

        foreach (var sleeper in woken)
            sleeper.TrySetResult(true);
        _pollers.Wake();
    }

    private Result<int>? Take(Span<byte> buffer)
    {
        var count = 0;
        while (count < buffer.Length)
        {
            if (_rest.IsEmpty)
            {
                if ((count > 0 && !GivesMany) || !TryTake(out _rest, out var failure))
                    break;
                if (failure is { } refused)
                    return refused;
            }

            var taken = Math.Min(_rest.Length, buffer.Length - count);
            _rest.Span[..taken].CopyTo(buffer[count..]);
            _rest = _rest[taken..];
            count += taken;
        }

        return count > 0 ? count : _hasEnded ? 0 : null;
    }
}
