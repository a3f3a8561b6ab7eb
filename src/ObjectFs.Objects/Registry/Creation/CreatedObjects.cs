using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ObjectFs.Objects.Registry;

/// <summary>The objects that <c>mkdir</c> made, kept alive until <c>rmdir</c> or until the program takes them out of the tree. Bounded. Thread-safe.</summary>
internal sealed class CreatedObjects
{
    /// <summary>How many at once; more are refused with ENOSPC.</summary>
    public const int Max = 65_536;

    private readonly ConcurrentDictionary<ObjectId, object> _held = new();
    private int _count;

    /// <summary>Takes a place, for <see cref="Hold"/> or <see cref="GiveBack"/>; false where none is free.</summary>
    public bool TryReserve()
    {
        if (Interlocked.Increment(ref _count) <= Max)
            return true;
        Interlocked.Decrement(ref _count);
        return false;
    }

    /// <summary>The place is not needed.</summary>
    public void GiveBack() => Interlocked.Decrement(ref _count);

    /// <summary>Keeps an object alive, in the place that was reserved.</summary>
    public void Hold(ObjectId id, object instance) => _held[id] = instance;

    /// <summary>Lets go of an object, to the one of several callers who then sees to its end.</summary>
    public bool TryTake(ObjectId id, [NotNullWhen(true)] out object? instance)
    {
        instance = null;
        if (Volatile.Read(ref _count) == 0 || !_held.TryRemove(id, out instance))
            return false;
        Interlocked.Decrement(ref _count);
        return true;
    }
}
