using System.Diagnostics.CodeAnalysis;

namespace ObjectFs.Objects.Registry;

// Where the handles are.
internal sealed partial class Extent
{
    // Sorted by index, with gaps where nothing is alive; the newest is never taken out.
    private readonly List<Segment> _segments;
    private Segment _tail;
    private long _gone;
    private uint _lastRemoval;

    /// <summary>How many are registered; some of them may be collected and not yet noticed.</summary>
    public long Count => Last - Interlocked.Read(ref _gone);

    /// <summary>When an instance last came or went, nanoseconds since 1970.</summary>
    public long Modified
    {
        get
        {
            lock (_gate)
                return Registry.Clock.ToUnixNanoseconds(Math.Max(_lastRemoval, _tail.Time(SlotOf(Math.Max(1, Last)))));
        }
    }

    /// <summary>When an instance was registered, nanoseconds since 1970.</summary>
    public long RegisteredAt(long number)
    {
        lock (_gate)
            return Registry.Clock.ToUnixNanoseconds(SegmentOf(number)?.Time(SlotOf(number)) ?? 0);
    }

    /// <summary>The next instance in the order of numbers.</summary>
    /// <param name="number">The last one seen, or 0; moved on.</param>
    /// <param name="until">The highest number that counts.</param>
    /// <param name="instance">The object.</param>
    /// <param name="inFlight">Takes numbers that were passed over because their registration had not ended.</param>
    public bool TryNext(ref long number, long until, [NotNullWhen(true)] out object? instance, List<long>? inFlight = null)
    {
        // The lock is let go after each segment: a million collected objects in a row must not hold up the sweep.
        while (number < until)
        {
            lock (_gate)
            {
                int at = PositionOf(IndexOf(number + 1));
                at = at < 0 ? ~at : at;
                if (at == _segments.Count)
                {
                    // Numbers were taken, and their segment is about to be made.
                    for (long each = Math.Max(number + 1, _tail.First + Segment.Size); inFlight is not null && each <= until; each++)
                        inFlight.Add(each);
                    break;
                }

                Segment segment = _segments[at];
                long first = segment.First;
                for (int slot = (int)Math.Max(0, number + 1 - first); (slot = slot < Segment.Size ? segment.Next(slot) : slot) < Segment.Size; slot++)
                {
                    if (first + slot > until)
                        break;

                    // Asked before the object is: it may land between the two.
                    bool isInFlight = inFlight is not null && segment.IsInFlight(slot);
                    instance = segment.Target(slot);
                    if (instance is not null)
                    {
                        number = first + slot;
                        return true;
                    }

                    if (isInFlight)
                        inFlight!.Add(first + slot);
                }

                number = first + Segment.Size - 1;
            }
        }

        number = until;
        instance = null;
        return false;
    }

    /// <summary>Whether the number was taken and its object is not there yet.</summary>
    public bool IsInFlight(long number)
    {
        lock (_gate)
            return SegmentOf(number)?.IsInFlight(SlotOf(number)) ?? IndexOf(number) > _tail.Index;
    }

    private static long IndexOf(long number) => (number - 1) / Segment.Size;

    private static int SlotOf(long number) => (int)((number - 1) % Segment.Size);

    private long Add(object instance)
    {
        long number = Interlocked.Increment(ref _last);
        Segment segment = Volatile.Read(ref _tail);
        if (segment.Index != IndexOf(number))
            segment = Grow(IndexOf(number));
        segment.Fill(SlotOf(number), instance, Registry.Clock.Now);
        return number;
    }

    private Segment Grow(long index)
    {
        lock (_gate)
        {
            // In order and without gaps, so that a number beyond the newest segment is one in flight, and any other without a segment is one that is gone.
            while (_tail.Index < index)
            {
                Segment segment = new(_tail.Index + 1, _spares);
                _segments.Add(segment);
                Volatile.Write(ref _tail, segment);
            }

            if (_spares.IsLow)
                Registry.Feed.RequestHandles();

            return SegmentOf(index * Segment.Size + 1)!;
        }
    }

    private Segment? SegmentOf(long number) => PositionOf(IndexOf(number)) is >= 0 and int at ? _segments[at] : null;

    private int PositionOf(long index)
    {
        // Without gaps the place is known at once.
        long guess = index - _segments[0].Index;
        if (guess >= 0 && guess < _segments.Count && _segments[(int)guess].Index == index)
            return (int)guess;
        int low = 0, high = _segments.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            long there = _segments[middle].Index;
            if (there == index)
                return middle;
            if (there < index)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}
