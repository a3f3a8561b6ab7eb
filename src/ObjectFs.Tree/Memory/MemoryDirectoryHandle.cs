namespace ObjectFs.Tree;

/// <summary>A listing as it was when the directory was opened or rewound.</summary>
internal sealed class MemoryDirectoryHandle : DirectoryHandle
{
    private readonly MemoryDirectory _directory;
    private MemoryEntry[] _entries;

    public MemoryDirectoryHandle(MemoryDirectory directory)
    {
        _directory = directory;
        _entries = directory.Snapshot();
    }

    public override ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
    {
        if (cursor == 0)
            _entries = _directory.Snapshot();

        for (var i = FirstAfter(cursor); i < _entries.Length; i++)
        {
            ref readonly var entry = ref _entries[i];
            if (!sink.TryAdd(entry.Name, entry.Node.Kind, entry.Node.Inode, entry.Ordinal))
                break;
        }

        return Result.SuccessAsync;
    }

    private int FirstAfter(ulong cursor)
    {
        var low = 0;
        for (var high = _entries.Length; low < high;)
        {
            var middle = (low + high) >>> 1;
            if (_entries[middle].Ordinal <= cursor)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
