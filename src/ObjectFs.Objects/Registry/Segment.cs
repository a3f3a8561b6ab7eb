using System.Runtime.InteropServices;

namespace ObjectFs.Objects.Registry;

/// <summary>
/// The handles of 1024 consecutive numbers: an array while many are alive, a sorted list of the few that are left later. Holds no references, so that the
/// garbage collector has nothing to trace. Slots are filled without a lock; everything else runs under the lock of the extent.
/// </summary>
internal sealed class Segment
{
    /// <summary>How many numbers a segment covers.</summary>
    public const int Size = 1024;

    private const nint InFlight = 0;
    private const nint Gone = 1;

    // Null while the position in the arrays is the slot itself.
    private ushort[]? _slots;
    private nint[] _handles = new nint[Size];
    private uint[] _times = new uint[Size];
    private int _gone;

    /// <summary>Makes an empty one.</summary>
    /// <param name="index">Covers the numbers from <c>index * Size + 1</c> on.</param>
    public Segment(long index)
    {
        Index = index;
    }

    /// <summary>Frees the handles of a registry that nobody uses any more.</summary>
    ~Segment()
    {
        foreach (nint handle in _handles)
        {
            if (handle is not (InFlight or Gone))
                GCHandle.FromIntPtr(handle).Free();
        }
    }

    /// <summary>The place among the segments.</summary>
    public long Index { get; }

    /// <summary>The number of the first slot.</summary>
    public long First => (Index * Size) + 1;

    /// <summary>Whether every slot was filled and none is alive.</summary>
    public bool IsEmpty => _gone == Size;

    /// <summary>Fills a slot; once, by the thread that took the number.</summary>
    public void Fill(int slot, nint handle, uint time)
    {
        _times[slot] = time;
        Volatile.Write(ref _handles[slot], handle);
    }

    /// <summary>The object of a slot, or null where there is none (any more).</summary>
    public object? Target(int slot) => Position(slot) is >= 0 and int at && Volatile.Read(ref _handles[at]) is var handle and not (InFlight or Gone)
        ? GCHandle.FromIntPtr(handle).Target
        : null;

    /// <summary>When the slot was filled; 0 where that is not known any more.</summary>
    public uint Time(int slot) => Position(slot) is >= 0 and int at ? _times[at] : 0;

    /// <summary>Whether the number was taken and the handle has not been written yet.</summary>
    public bool IsInFlight(int slot) => _slots is null && Volatile.Read(ref _handles[slot]) == InFlight;

    /// <summary>The next slot that may be in use.</summary>
    /// <returns><see cref="Size"/> where there is none.</returns>
    public int Next(int slot)
    {
        if (_slots is null)
            return slot;
        int at = Array.BinarySearch(_slots, (ushort)slot);
        at = at < 0 ? ~at : at;
        return at < _slots.Length ? _slots[at] : Size;
    }

    /// <summary>Frees a slot.</summary>
    public bool Remove(int slot)
    {
        if (Position(slot) is not (>= 0 and int at) || _handles[at] is InFlight or Gone)
            return false;
        Free(at);
        return true;
    }

    /// <summary>Frees the slots of objects that were collected, and gives back memory that is not needed any more.</summary>
    /// <param name="dead">Takes their numbers.</param>
    public void Sweep(List<long> dead)
    {
        for (int at = 0; at < _handles.Length; at++)
        {
            nint handle = Volatile.Read(ref _handles[at]);
            if (handle is InFlight or Gone || GCHandle.FromIntPtr(handle).Target is not null)
                continue;
            Free(at);
            dead.Add(First + (_slots is null ? at : _slots[at]));
        }

        // Sparse enough to pay, and nobody will write into the array any more, because every slot has been written.
        int alive = Size - _gone;
        if (alive <= _handles.Length / 4 && alive > 0 && Array.IndexOf(_handles, InFlight) < 0)
            Compact(alive);
    }

    private int Position(int slot) => _slots is null ? slot : Array.BinarySearch(_slots, (ushort)slot);

    private void Free(int at)
    {
        GCHandle.FromIntPtr(_handles[at]).Free();
        _handles[at] = Gone;
        _gone++;
    }

    private void Compact(int alive)
    {
        ushort[] slots = new ushort[alive];
        nint[] handles = new nint[alive];
        uint[] times = new uint[alive];
        for (int at = 0, to = 0; at < _handles.Length; at++)
        {
            if (_handles[at] == Gone)
                continue;
            slots[to] = _slots is null ? (ushort)at : _slots[at];
            handles[to] = _handles[at];
            times[to++] = _times[at];
        }

        (_slots, _handles, _times) = (slots, handles, times);
    }
}
