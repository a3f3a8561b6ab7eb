using System.Diagnostics.CodeAnalysis;
using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Registry;

/// <summary>
/// The names of one directory. No name is given twice: the second that wants one gets <c>name~2</c>, and keeps it while it is there.
/// Everything is called under the lock of the registry's names.
/// </summary>
internal sealed class DirectoryTable
{
    private readonly Dictionary<byte[], DirectoryEntry> _names = new(Utf8Names.Comparer);
    private readonly Dictionary<byte[], DirectoryEntry>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    // In the order of sequence numbers; taken-out entries stay until they are more than half.
    private readonly List<DirectoryEntry> _order = [];

    // Of names wanted by several: the lowest ordinal that may be free.
    private readonly Dictionary<string, int> _free = [];

    /// <summary>Makes an empty one.</summary>
    /// <param name="parent">The entry that leads here, or null for the root and for type directories, which stay when they are empty.</param>
    public DirectoryTable(DirectoryEntry? parent = null)
    {
        Parent = parent;
        _lookup = _names.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The entry that leads here; it goes when this table becomes empty.</summary>
    public DirectoryEntry? Parent { get; set; }

    /// <summary>What leads from the root to a directory that no entry leads to, with a slash at the end.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The directory's node.</summary>
    public Node Node { get; set; } = null!;

    /// <summary>Says which names are taken by something else that is shown in the same directory.</summary>
    public Func<byte[], bool>? IsReserved { get; set; }

    /// <summary>How many names there are.</summary>
    public int Count => _names.Count;

    /// <summary>How many are of objects whose name somebody may set.</summary>
    public int Renamable { get; private set; }

    /// <summary>The highest sequence number given so far.</summary>
    public long Last { get; private set; }

    /// <summary>When a name last came or went.</summary>
    public uint Modified { get; private set; }

    /// <summary>The entry of a name.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, [NotNullWhen(true)] out DirectoryEntry? entry) => _lookup.TryGetValue(name, out entry);

    /// <summary>The entry after a place in the listing, or null.</summary>
    public DirectoryEntry? Next(long sequence)
    {
        for (int at = PositionAfter(sequence); at < _order.Count; at++)
        {
            if (!_order[at].IsRemoved)
                return _order[at];
        }

        return null;
    }

    /// <summary>Adds an object under the first free form of a name.</summary>
    public DirectoryEntry AddObject(string wanted, Extent extent, long number, bool isLink, uint now)
    {
        (byte[] name, int ordinal) = FirstFree(wanted);
        return Add(
            new DirectoryEntry
            {
                Table = this, Name = name, Wanted = wanted, Ordinal = ordinal, Sequence = ++Last, Extent = extent, Number = number, IsLink = isLink,
                IsRenamable = !isLink && extent.KnownNaming?.NameProperty is not null,
            },
            now);
    }

    /// <summary>Adds a directory under the first free form of a name.</summary>
    public DirectoryEntry AddDirectory(string wanted, Func<byte[], Node> make, uint now)
    {
        (byte[] name, int ordinal) = FirstFree(wanted);
        return Add(new DirectoryEntry { Table = this, Name = name, Wanted = wanted, Ordinal = ordinal, Sequence = ++Last, Node = make(name) }, now);
    }

    /// <summary>Gives an entry another name; its place in the listing stays.</summary>
    /// <returns>The old name.</returns>
    public byte[] Rename(DirectoryEntry entry, string wanted, uint now)
    {
        byte[] old = entry.Name;
        _names.Remove(old);
        SetFree(entry);
        entry.Wanted = wanted;
        (entry.Name, entry.Ordinal) = FirstFree(wanted);
        _names.Add(entry.Name, entry);
        Modified = now;
        return old;
    }

    /// <summary>Takes an entry out.</summary>
    public void Remove(DirectoryEntry entry, uint now)
    {
        entry.IsRemoved = true;
        _names.Remove(entry.Name);
        SetFree(entry);
        Renamable -= entry.IsRenamable ? 1 : 0;
        Modified = now;
        if (_order.Count > 32 && _order.Count > 2 * _names.Count)
            _order.RemoveAll(static each => each.IsRemoved);
    }

    /// <summary>Whether a name can be given as it is.</summary>
    public bool IsFree(string wanted) => IsFree(Encoding.UTF8.GetBytes(wanted));

    private bool IsFree(byte[] name) => !_names.ContainsKey(name) && IsReserved?.Invoke(name) != true;

    private DirectoryEntry Add(DirectoryEntry entry, uint now)
    {
        _names.Add(entry.Name, entry);
        _order.Add(entry);
        Renamable += entry.IsRenamable ? 1 : 0;
        Modified = now;
        return entry;
    }

    private (byte[] Name, int Ordinal) FirstFree(string wanted)
    {
        byte[] name = Encoding.UTF8.GetBytes(wanted);
        if (IsFree(name))
            return (name, 1);
        int ordinal = _free.GetValueOrDefault(wanted, 2);
        while (!IsFree(name = Encoding.UTF8.GetBytes(Tree.Name.WithOrdinal(wanted, ordinal))))
            ordinal++;
        _free[wanted] = ordinal + 1;
        return (name, ordinal);
    }

    private void SetFree(DirectoryEntry entry)
    {
        if (entry.Ordinal == 1 || !_free.TryGetValue(entry.Wanted, out int lowest) || entry.Ordinal > lowest)
            return;
        if (entry.Ordinal == 2)
            _free.Remove(entry.Wanted);
        else
            _free[entry.Wanted] = entry.Ordinal;
    }

    private int PositionAfter(long sequence)
    {
        int low = 0, high = _order.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_order[middle].Sequence <= sequence)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
