namespace ObjectFs.Tree;

/// <summary>A timer of <see cref="OwnTime"/>. One that is put off again and again is looked at once: when it was due first. Thread-safe.</summary>
internal sealed class OwnTimer : ITimer
{
    private const long Never = long.MaxValue;

    private readonly Lock _gate = new();
    private readonly OwnTime _time;
    private Action? _goOff;
    private long _due = Never;
    private long _lookedAt = Never;
    private int _stamp;
    private TimeSpan _period;

    public OwnTimer(OwnTime time, TimerCallback callback, object? state)
    {
        _time = time;
        _goOff = () => callback(state);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (_goOff is null)
                return false;
            _period = period;
            _due = dueTime == Timeout.InfiniteTimeSpan ? Never : After(dueTime);
            LookWhenDue();
        }

        return true;
    }

    /// <summary>It may be due: goes off, or is looked at later.</summary>
    public void Look(int stamp)
    {
        Action? goOff;
        lock (_gate)
        {
            if (stamp != _stamp)
                return;
            _lookedAt = Never;
            if (_due > Environment.TickCount64)
            {
                LookWhenDue();
                return;
            }

            _due = _period > TimeSpan.Zero ? After(_period) : Never;
            LookWhenDue();
            goOff = _goOff;
        }

        if (goOff is not null)
            _ = OwnThreads.Continuing.Run(goOff);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            // it lies with the others until it was due, which may be long; what it was made for is let go now
            _goOff = null;
            _due = Never;
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    // up, so that it never goes off early
    private static long After(TimeSpan time) => Environment.TickCount64 + (long)Math.Ceiling(time.TotalMilliseconds) + 1;

    private void LookWhenDue()
    {
        if (_due >= _lookedAt)
            return;
        _lookedAt = _due;
        _time.Add(this, ++_stamp, _due);
    }
}
