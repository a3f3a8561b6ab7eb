namespace ObjectFs.Tree;

/// <summary>What the nodes of one tree in memory share: how much they may hold, the clock, the inode numbers. Thread-safe.</summary>
public sealed class MemoryVolume
{
    private readonly TimeProvider _time;
    private readonly Func<ulong>? _nextInode;
    private readonly MemoryVolume? _whole;
    private ulong _lastInode = 1;
    private long _bytes;
    private int _nodes;

    /// <summary>An empty volume.</summary>
    /// <param name="maxBytes">What the files and extended attributes may hold together, in bytes (ENOSPC past it).</param>
    /// <param name="maxNodes">How many files, directories and links there may be, the root included (ENOSPC past it).</param>
    /// <param name="timeProvider">The clock of the time stamps; the system's by default.</param>
    /// <param name="nextInode">Where inode numbers come from if the nodes are to live in another tree; by default they count from 2, the root being 1.</param>
    public MemoryVolume(long maxBytes = 64L << 20, int maxNodes = 65536, TimeProvider? timeProvider = null, Func<ulong>? nextInode = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(maxNodes);
        MaxBytes = maxBytes;
        MaxNodes = maxNodes;
        _time = timeProvider ?? TimeProvider.System;
        _nextInode = nextInode;
    }

    private MemoryVolume(MemoryVolume whole, long maxBytes, int maxNodes, long maxFileBytes)
        : this(maxBytes, maxNodes, whole._time, whole.NextInode)
    {
        _whole = whole;
        MaxFileBytes = maxFileBytes;
    }

    /// <summary>What one file may hold, in bytes: EFBIG past it.</summary>
    public long MaxFileBytes { get; } = long.MaxValue;

    /// <summary>The limit in bytes.</summary>
    public long MaxBytes { get; }

    /// <summary>The limit in nodes.</summary>
    public int MaxNodes { get; }

    /// <summary>What is held now, in bytes.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>How many nodes are held now, those among them that are removed but still open.</summary>
    public int Nodes => Volatile.Read(ref _nodes);

    /// <summary>Guards names and links of the whole volume; a file's content has a lock of its own, taken inside this one.</summary>
    internal Lock Names { get; } = new();

    /// <summary>Nanoseconds since 1970.</summary>
    internal long Now => (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

    /// <summary>A volume with limits of its own, whose nodes count in this one too and get their inode numbers from it.</summary>
    /// <param name="maxBytes">What its files and extended attributes may hold together, in bytes (ENOSPC past it).</param>
    /// <param name="maxNodes">How many files, directories and links there may be in it (ENOSPC past it).</param>
    /// <param name="maxFileBytes">What one of its files may hold, in bytes (EFBIG past it).</param>
    public MemoryVolume CreatePart(long maxBytes, int maxNodes, long maxFileBytes = long.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxFileBytes);
        return new MemoryVolume(this, maxBytes, maxNodes, maxFileBytes);
    }

    /// <summary>Makes a directory that is nobody's child; with inode 1 where the volume numbers its own nodes and this is the first.</summary>
    public MemoryDirectory CreateRoot(int mode = 0b111_101_101)
    {
        if (!TryAddNode())
            throw new InvalidOperationException($"The volume is limited to {MaxNodes} nodes.");

        return new MemoryDirectory(this, _nextInode is null && Nodes == 1 ? 1 : NextInode(), mode, Caller.Self, parent: null);
    }

    /// <summary>Makes an empty file that is in no directory; ENOSPC past the limit. <see cref="MemoryFile.Discard"/> gives it back.</summary>
    public Result<MemoryFile> CreateFile(int mode, Caller caller) => TryAddNode() ? new MemoryFile(this, NextInode(), mode, caller) : Errno.ENOSPC;

    internal ulong NextInode() => _nextInode?.Invoke() ?? Interlocked.Increment(ref _lastInode);

    internal bool TryAddNode()
    {
        if (Interlocked.Increment(ref _nodes) <= MaxNodes && _whole?.TryAddNode() != false)
            return true;

        Interlocked.Decrement(ref _nodes);
        return false;
    }

    internal void RemoveNode()
    {
        Interlocked.Decrement(ref _nodes);
        _whole?.RemoveNode();
    }

    internal bool TryReserve(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= MaxBytes && _whole?.TryReserve(bytes) != false)
            return true;

        Interlocked.Add(ref _bytes, -bytes);
        return false;
    }

    internal void Release(long bytes)
    {
        Interlocked.Add(ref _bytes, -bytes);
        _whole?.Release(bytes);
    }
}
