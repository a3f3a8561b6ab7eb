using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>
/// Gives interrupted requests a while to end as if nothing had been, since the kernel tells of every signal, also of those that their receiver goes on after. Then the node is cancelled, and has as long to answer
/// itself, with what it has already done. Thread-safe.
/// </summary>
internal sealed class InterruptDeadlines : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Interrupted> _due = new();
    private readonly Action<Request, ulong> _answer;
    private readonly TimeProvider _time;
    private readonly TimeSpan _grace;
    private readonly ITimer _timer;
    private bool _armed;

    /// <param name="time">The clock.</param>
    /// <param name="grace">How long each of the two takes.</param>
    /// <param name="answer">Answers a request, by its number, for a node that does not.</param>
    public InterruptDeadlines(TimeProvider time, TimeSpan grace, Action<Request, ulong> answer)
    {
        _time = time;
        _grace = grace;
        _answer = answer;
        _timer = time.CreateTimer(static state => ((InterruptDeadlines)state!).Pass(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(Request request, ulong unique, CancellationTokenSource cancellation) => Add(new(_time.GetTimestamp(), request, unique, cancellation));

    /// <summary>Cancels what is yet to be cancelled.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            while (_due.TryDequeue(out var interrupted))
                interrupted.Cancellation?.CancelOffPool();
        }
    }

    private void Add(Interrupted interrupted)
    {
        lock (_gate)
        {
            _due.Enqueue(interrupted);
            if (_armed)
                return;

            _armed = true;
            _timer.Change(_grace, Timeout.InfiniteTimeSpan);
        }
    }

    private void Pass()
    {
        while (true)
        {
            Interrupted next;
            lock (_gate)
            {
                _armed = _due.TryPeek(out next);
                if (!_armed)
                    return;

                var rest = _grace - _time.GetElapsedTime(next.Since);
                if (rest > TimeSpan.Zero)
                {
                    _timer.Change(rest, Timeout.InfiniteTimeSpan);
                    return;
                }

                _due.Dequeue();
            }

            if (next.Cancellation is not { } cancellation)
            {
                _answer(next.Request, next.Unique);
            }
            else if (next.Request.Unanswered == next.Unique)
            {
                cancellation.CancelOffPool();
                Add(next with { Since = _time.GetTimestamp(), Cancellation = null });
            }
        }
    }

    /// <summary>A request that was interrupted, or, without a cancellation, cancelled.</summary>
    private readonly record struct Interrupted(long Since, Request Request, ulong Unique, CancellationTokenSource? Cancellation);
}
