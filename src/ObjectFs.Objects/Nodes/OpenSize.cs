namespace ObjectFs.Objects.Nodes;

/// <summary>The size of a file whose content is made when it is opened: known while somebody has it open, that of whoever opened it last. Programs that take the size of what they have opened get all of it. Thread-safe.</summary>
internal sealed class OpenSize
{
    private int _readers;
    private long _size;

    /// <summary>Bytes; 0 where nobody has it open.</summary>
    public long Value => Volatile.Read(ref _readers) == 0 ? 0 : Interlocked.Read(ref _size);

    public void Enter(long size)
    {
        Interlocked.Exchange(ref _size, size);
        Interlocked.Increment(ref _readers);
    }

    public void Leave() => Interlocked.Decrement(ref _readers);
}
