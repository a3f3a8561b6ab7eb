using System.Diagnostics;
using ObjectFs.Objects.Live;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Registry;

// Finding out names. One turn at a time; code of the program runs outside all locks.
internal sealed partial class InstanceNaming
{
    private const int Batch = 256;
    private const int Few = 1000;
    private const int MaxTimeouts = 4;

    // Held while stable names are read and set, which runs no code of the program: else the older of two readings could be set last.
    private readonly Lock _refreshing = new();
    private readonly List<long> _inFlight = [];
    private int _late;
    private long _placed;
    private Task? _turn;
    private long _scanEnded;
    private TimeSpan _scanTook;

    /// <summary>Whether every name that there is can be found at once.</summary>
    public bool IsSettled => IsStable && Volatile.Read(ref _placed) == _extent.Last && Volatile.Read(ref _late) == 0 && _registry.Feed.IsCurrent;

    /// <summary>Names what was registered or has changed since the last look.</summary>
    public async ValueTask SettleAsync()
    {
        if (IsStable && !_registry.Feed.IsCurrent)
            await _registry.Feed.FlushAsync().OffPool();
        if (IsSettled)
            return;

        // A turn that was under way may have passed over what this call is about; the one after it has not.
        for (bool isSecond = false; ; isSecond = true)
        {
            TaskCompletionSource? mine = null;
            Task turn;
            lock (_refreshing)
            {
                if (_turn is null)
                {
                    mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    _turn = mine.Task;
                }

                turn = _turn;
            }

            if (mine is not null)
            {
                await TakeTurnAsync(mine).OffPool();
                return;
            }

            await turn.OffPool();
            if (isSecond)
                return;
        }
    }

    private async ValueTask TakeTurnAsync(TaskCompletionSource done)
    {
        try
        {
            if (IsTrivial && _extent.Last - _placed <= Few && (IsStable || _extent.Count <= Few))
                Settle();
            else
                await OwnThreads.Blocking.Run(Settle).OffPool();
        }
        finally
        {
            lock (_refreshing)
                _turn = null;
            done.SetResult();
        }
    }

    /// <summary>Finds out the name of one instance, at the cost of that one where it was named before.</summary>
    public ValueTask SettleAsync(long number)
    {
        bool isKnown;
        lock (_registry.Names)
            isKnown = _entries.ContainsKey(number);
        return isKnown ? RefreshAsync(number) : SettleAsync();
    }

    /// <summary>Finds out the name of one instance again.</summary>
    public async ValueTask RefreshAsync(long number)
    {
        if (IsTrivial)
            Refresh(number);
        else
            await OwnThreads.Blocking.Run(() => Refresh(number)).OffPool();
    }

    private void Refresh(long number)
    {
        if (!_extent.TryGet(number, out object? instance))
            return;
        if (IsStable)
            NameStable([(number, instance)]);
        else
            Place(number, Wanted(number, instance));
    }

    private void Settle()
    {
        long known = _placed;
        CatchUp();
        if (!IsStable)
            AskAgain(known);
    }

    private void CatchUp()
    {
        Patience patience = new(_extent.Budget);
        List<(long, object)> batch = new(Batch);
        long[] late = [.. _inFlight];
        _inFlight.Clear();
        foreach (long each in late)
        {
            bool isInFlight = _extent.IsInFlight(each);
            if (_extent.TryGet(each, out object? instance))
                batch.Add((each, instance));
            else if (isInFlight)
                _inFlight.Add(each);
        }

        long last = _extent.Last;
        long number = _placed;
        do
        {
            while (batch.Count < Batch && _extent.TryNext(ref number, last, out object? instance, _inFlight))
                batch.Add((number, instance));
            if (IsStable)
                NameStable(batch);
            else
                NameOthers(batch, ref patience);
            batch.Clear();
        }
        while (number < last);

        // only now: whoever came late is looked for in vain until it has been named
        Volatile.Write(ref _late, _inFlight.Count);
        Volatile.Write(ref _placed, last);
    }

    private void NameStable(List<(long Number, object Instance)> batch)
    {
        lock (_refreshing)
        {
            // Asked for first, read afterwards: a change from now on is told.
            Interest.Arming arming = Interest.Begin();
            foreach ((_, object instance) in batch)
            {
                foreach (Accessor accessor in _notifying)
                    arming.Add(ref accessor.Interest(instance), 1 << accessor.NotifyBit!.Value);
            }

            arming.End();
            foreach ((long number, object instance) in batch)
                Place(number, Wanted(number, instance));
        }
    }

    private void NameOthers(List<(long Number, object Instance)> batch, ref Patience patience)
    {
        foreach ((long number, object instance) in batch)
            Place(number, patience.IsOver ? Numbered(number) : patience.Measure(() => Wanted(number, instance)));
    }

    private void AskAgain(long until)
    {
        long begun = Stopwatch.GetTimestamp();
        if (_extent.Count > Few && Stopwatch.GetElapsedTime(_scanEnded, begun) < 10 * _scanTook)
            return;
        Patience patience = new(_extent.Budget);
        long number = 0;
        while (!patience.IsOver && _extent.TryNext(ref number, until, out object? instance))
        {
            string[] wanted = patience.Measure(() => Wanted(number, instance));
            Place(number, wanted);
        }

        _scanEnded = Stopwatch.GetTimestamp();
        _scanTook = Stopwatch.GetElapsedTime(begun, _scanEnded);
    }

    private string[] Numbered(long number)
    {
        string[] wanted = new string[_components.Length];
        Array.Fill(wanted, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return wanted;
    }

    /// <summary>Ends where getters hang, so that a thousand of them do not cost a thousand budgets.</summary>
    private struct Patience(TimeSpan budget)
    {
        private int _timeouts;

        public readonly bool IsOver => _timeouts >= MaxTimeouts;

        public T Measure<T>(Func<T> read)
        {
            long begun = Stopwatch.GetTimestamp();
            T value = read();
            if (Stopwatch.GetElapsedTime(begun) >= budget)
                _timeouts++;
            return value;
        }
    }
}
