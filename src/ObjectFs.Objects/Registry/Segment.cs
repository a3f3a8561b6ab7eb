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

    // What is no handle: nothing there yet, with a handle that waits for its object or without; nothing there any more.
    private const nint InFlight = 0;
    private const nint Gone = 1;
    private const nint Waiting = 2;

    private readonly SpareHandles _spares;

    // Null while the position in the arrays is the slot itself.
    private ushort[]? _slots;
    private nint[] _handles;
    private uint[] _times = new uint[Size];
    private int _gone;

    /// <summary>Makes an empty one.</summary>
    /// <param name="index">Covers the numbers from <c>index * Size + 1</c> on.</param>
    /// <param name="spares">Where handles come from and go to.</param>
    public Segment(long index, SpareHandles spares)
    {
        Index = index;
        _spares = spares;

        // The first of a type may be the only one, of a few objects.
        nint[]? ready = index == 0 ? null : spares.Take();
        _handles = ready ?? new nint[Size];
        if (ready is null)
            return;
        foreach (ref nint handle in _handles.AsSpan())
            handle |= Waiting;
    }

    /// <summary>Frees the handles of a registry that nobody uses any more.</summary>
    ~Segment()
    {
        foreach (nint handle in _handles)
        {
            if (handle is not (InFlight or Gone))
                GCHandle.FromIntPtr(handle & ~Waiting).Free();
        }
    }

    /// <summary>The place among the segments.</summary>
    public long Index { get; }

    /// <summary>The number of the first slot.</summary>
    public long First => (Index * Size) + 1;

    /// <summary>Whether every slot was filled and none is alive.</summary>
    public bool IsEmpty => _gone == Size;

    /// <summary>Fills a slot; once, by the thread that took the number.</summary>
    public void Fill(int slot, object target, uint time)
    {
        _times[slot] = time;
        nint handle = _handles[slot];
        if (handle == InFlight)
        {
            handle = _spares.Make(target);
        }
        else
        {
            handle &= ~Waiting;
            GCHandle waiting = GCHandle.FromIntPtr(handle);
            waiting.Target = target;
        }

        Volatile.Write(ref _handles[slot], handle);
    }

    /// <summary>The object of a slot, or null where there is none (any more).</summary>
    public object? Target(int slot) => Position(slot) is >= 0 and int at && Volatile.Read(ref _handles[at]) is var handle && IsHandle(handle)
        ? GCHandle.FromIntPtr(handle).Target
        : null;

    /// <summary>When the slot was filled; 0 where that is not known any more.</summary>
    public uint Time(int slot) => Position(slot) is >= 0 and int at ? _times[at] : 0;

    /// <summary>Whether the number was taken and the handle has not been written yet.</summary>
    public bool IsInFlight(int slot) => _slots is null && IsToCome(Volatile.Read(ref _handles[slot]));

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
        if (Position(slot) is not (>= 0 and int at) || !IsHandle(_handles[at]))
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
            if (!IsHandle(handle) || GCHandle.FromIntPtr(handle).Target is not null)
                continue;
            Free(at);
            dead.Add(First + (_slots is null ? at : _slots[at]));
        }

        // Sparse enough to pay, and nobody will write into the array any more, because every slot has been written.
        int alive = Size - _gone;
        if (alive <= _handles.Length / 4 && alive > 0 && !Array.Exists(_handles, IsToCome))
            Compact(alive);
    }

    private static bool IsToCome(nint handle) => handle == InFlight || (handle & Waiting) != 0;

    private static bool IsHandle(nint handle) => handle != Gone && !IsToCome(handle);

    private int Position(int slot) => _slots is null ? slot : Array.BinarySearch(_slots, (ushort)slot);

    private void Free(int at)
    {
        _spares.Give(_handles[at]);
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
