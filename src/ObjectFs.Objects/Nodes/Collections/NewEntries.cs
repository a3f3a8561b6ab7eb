using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>Files of keys that nobody has written yet, found by name while they are open: a 9P client looks at once for what it has made. Bounded. Thread-safe.</summary>
internal sealed class NewEntries
{
    /// <summary>How many at once; more are refused with ENOSPC.</summary>
    public const int Max = 4096;

    private readonly ConcurrentDictionary<ulong, ValueFile> _files = new();
    private int _count;

    /// <summary>Notes a file; false where there is no room.</summary>
    public bool TryAdd(ValueFile file)
    {
        if (Volatile.Read(ref _count) >= Max)
            return false;
        if (_files.TryAdd(file.Inode, file))
            Interlocked.Increment(ref _count);
        return true;
    }

    /// <summary>The file of an inode.</summary>
    public bool TryGet(ulong inode, [NotNullWhen(true)] out ValueFile? file) => _files.TryGetValue(inode, out file);

    /// <summary>The file is closed.</summary>
    public void Remove(ValueFile file)
    {
        if (_files.TryRemove(KeyValuePair.Create(file.Inode, file)))
            Interlocked.Decrement(ref _count);
    }
}
