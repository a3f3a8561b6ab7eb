using System.Diagnostics;

namespace ObjectFs.Objects.Live;

// Sweeping up after garbage collections, in slices: what is told must not wait for a million objects to be looked at, and each collection has to stop this thread first
// where it finds it running.
internal sealed partial class ChangeFeed
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(0.2);

    // Milliseconds.
    private const long BetweenSlices = 2;
    private const long BetweenSweeps = 100;

    private IEnumerator<int>? _sweep;
    private int _mustSweep;
    private int _mustFill;
    private long _sweepAt;
    private int _collectionsOfMiddle;
    private int _collectionsOfAll;

    private bool IsSweepDue => _sweep is not null || Volatile.Read(ref _mustSweep) != 0;

    // How long the thread may wait for something to happen.
    private TimeSpan Patience => IsSweepDue ? TimeSpan.FromMilliseconds(Math.Max(0, _sweepAt - Environment.TickCount64)) : Idle;

    /// <summary>Asks for a sweep: at once where the last was a while ago.</summary>
    public void RequestSweep()
    {
        if (Interlocked.Exchange(ref _mustSweep, 1) == 0)
            Wake();
    }

    /// <summary>Asks for handles to be made ahead of the objects that will need them.</summary>
    public void RequestHandles()
    {
        if (Interlocked.Exchange(ref _mustFill, 1) == 0)
            Wake();
    }

    /// <summary>Completes when all that is collected by now has been swept up.</summary>
    public Task SweepAsync()
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(new Notice { Done = done, IsSweep = true });
        return done.Task;
    }

    private void FillHandles()
    {
        if (Interlocked.Exchange(ref _mustFill, 0) == 0)
            return;
        if (_registry.WeakHandles.IsLow)
            _registry.WeakHandles.Fill();
        if (_registry.StrongHandles.IsLow)
            _registry.StrongHandles.Fill();
    }

    private void SweepSome()
    {
        if (!IsSweepDue || Environment.TickCount64 < _sweepAt)
            return;
        _sweep ??= BeginSweep();
        int segments = 0, dead = 0;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Slice; segments++)
        {
            if (!_sweep.MoveNext())
            {
                EndSweep();
                return;
            }

            dead += _sweep.Current;
        }

        // No rest while there is much to free: a program that makes objects as fast as it can must not outrun the sweep.
        _sweepAt = dead > segments * Registry.Segment.Size / 8 ? 0 : Environment.TickCount64 + BetweenSlices;
    }

    private void SweepAll()
    {
        while (_sweep?.MoveNext() == true)
        {
        }

        foreach (int dead in _registry.Sweep(generation: 2))
        {
        }

        EndSweep();
    }

    private IEnumerator<int> BeginSweep()
    {
        Interlocked.Exchange(ref _mustSweep, 0);
        int all = GC.CollectionCount(2), middle = GC.CollectionCount(1);
        int generation = all != _collectionsOfAll ? 2 : middle != _collectionsOfMiddle ? 1 : 0;
        (_collectionsOfAll, _collectionsOfMiddle) = (all, middle);
        return _registry.Sweep(generation).GetEnumerator();
    }

    private void EndSweep()
    {
        _sweep = null;
        _sweepAt = Environment.TickCount64 + BetweenSweeps;
    }
}
