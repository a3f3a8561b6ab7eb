namespace ObjectFs.Fuse;

/// <summary>Gives nodes a moment to answer an interrupted request themselves, with what they have already done. Thread-safe.</summary>
internal sealed class InterruptDeadlines : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Queue<(long Due, Request Request, ulong Unique)> _due = new();
    private readonly Action<Request, ulong> _answer;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private bool _armed;

    public InterruptDeadlines(TimeProvider time, Action<Request, ulong> answer)
    {
        _time = time;
        _answer = answer;
        _timer = time.CreateTimer(static state => ((InterruptDeadlines)state!).Pass(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(Request request, ulong unique)
    {
        lock (_gate)
        {
            _due.Enqueue((_time.GetTimestamp(), request, unique));
            if (_armed)
                return;

            _armed = true;
            _timer.Change(Grace, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Pass()
    {
        while (true)
        {
            (long Due, Request Request, ulong Unique) next;
            lock (_gate)
            {
                _armed = _due.TryPeek(out next);
                if (!_armed)
                    return;

                var rest = Grace - _time.GetElapsedTime(next.Due);
                if (rest > TimeSpan.Zero)
                {
                    _timer.Change(rest, Timeout.InfiniteTimeSpan);
                    return;
                }

                _due.Dequeue();
            }

            _answer(next.Request, next.Unique);
        }
    }
}
