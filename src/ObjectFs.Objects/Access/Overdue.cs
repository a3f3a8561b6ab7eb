namespace ObjectFs.Objects.Access;

/// <summary>How many calls of one member have outlasted their budget and are still running. Thread-safe.</summary>
internal sealed class Overdue
{
    /// <summary>From this many on, nobody calls the member: each such call keeps a thread.</summary>
    public const int Limit = 4;

    private int _count;

    public bool IsExceeded => Volatile.Read(ref _count) >= Limit;

    public void Add() => Interlocked.Increment(ref _count);

    public void Return() => Interlocked.Decrement(ref _count);
}
