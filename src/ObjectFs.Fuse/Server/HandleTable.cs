namespace ObjectFs.Fuse;

/// <summary>What is open, by the number that the kernel was given (slot and generation). Thread-safe.</summary>
internal sealed class HandleTable
{
    private readonly Lock _gate = new();
    private readonly Stack<int> _free = [];
    private readonly int _limit;
    private Entry[] _entries = new Entry[64];
    private int _used;
    private int _count;

    public HandleTable(int limit)
    {
        _limit = limit;
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Takes a file in; null where the table is full.</summary>
    public ulong? Add(OpenFile file)
    {
        lock (_gate)
        {
            if (_count >= _limit)
                return null;

            if (!_free.TryPop(out var slot))
            {
                if (_used == _entries.Length)
                    Array.Resize(ref _entries, _used * 2);
                slot = _used++;
            }

            _count++;
            _entries[slot].File = file;
            return (uint)slot | ((ulong)_entries[slot].Generation << 32);
        }
    }

    /// <summary>The file of a number, entered; null where there is none.</summary>
    public OpenFile? Enter(ulong number)
    {
        lock (_gate)
            return TrySlot(number, out var slot) && _entries[slot].File is { } file && file.TryEnter() ? file : null;
    }

    /// <summary>Takes a file out.</summary>
    public OpenFile? Remove(ulong number)
    {
        lock (_gate)
            return TrySlot(number, out var slot) ? Take(slot) : null;
    }

    /// <summary>Takes all files out.</summary>
    public List<OpenFile> RemoveAll()
    {
        lock (_gate)
        {
            var files = new List<OpenFile>(_count);
            for (var slot = 0; slot < _used; slot++)
            {
                if (_entries[slot].File is not null)
                    files.Add(Take(slot));
            }

            return files;
        }
    }

    private OpenFile Take(int slot)
    {
        var file = _entries[slot].File!;
        _entries[slot] = new Entry { Generation = _entries[slot].Generation + 1 };
        _free.Push(slot);
        _count--;
        return file;
    }

    private bool TrySlot(ulong number, out int slot)
    {
        slot = (int)(number & int.MaxValue);
        return (number & 0x8000_0000) == 0 && slot < _used && _entries[slot].File is not null && _entries[slot].Generation == (uint)(number >> 32);
    }

    private struct Entry
    {
        public OpenFile? File;
        public uint Generation;
    }
}
