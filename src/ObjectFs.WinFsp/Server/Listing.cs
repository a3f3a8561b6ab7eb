using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <summary>A directory that is being listed. Windows says where to go on by the last name that it took, which may have vanished, or stand in the middle of what it was given.</summary>
internal sealed class Listing(DirectoryHandle handle, FoldedNames? names)
{
    private const int BatchLength = 64;

    private readonly Dictionary<string, ulong> _given = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many entries were too slow to tell their size.</summary>
    public int Slow { get; set; }

    /// <summary>Where to go on after a name: as it was given last, else as it stands in the listing; null where it does not.</summary>
    public async ValueTask<ulong?> AfterAsync(string name, CancellationToken cancellationToken)
    {
        if (_given.TryGetValue(name, out var given))
            return given;
        ulong cursor = 0;
        while ((await ReadAsync(cursor, cancellationToken).OffPool()).TryGet(out var entries) && entries.Count > 0)
        {
            foreach (var entry in entries)
            {
                if (entry.Shown.Equals(name, StringComparison.OrdinalIgnoreCase))
                    return entry.Next;
                cursor = entry.Next;
            }
        }

        return null;
    }

    /// <summary>A new answer begins: only what it gives may be gone on from.</summary>
    public void Begin() => _given.Clear();

    /// <summary>An entry was taken.</summary>
    public void Gave(Entry entry) => _given[entry.Shown] = entry.Next;

    /// <summary>The next entries; none at the end.</summary>
    public async ValueTask<Result<IReadOnlyList<Entry>>> ReadAsync(ulong cursor, CancellationToken cancellationToken)
    {
        Sink sink = new(names);
        var read = await handle.ReadAsync(cursor, sink, cancellationToken).OffPool();
        return read.Succeeded ? sink.Entries : read.Failure;
    }

    public ValueTask CloseAsync() => handle.CloseAsync();

    /// <param name="Name">The tree's, UTF-8.</param>
    /// <param name="Shown">As Windows shows it.</param>
    /// <param name="Kind">What it is, as far as the listing tells.</param>
    /// <param name="Inode">The number of its node.</param>
    /// <param name="Next">Where the listing goes on.</param>
    internal readonly record struct Entry(byte[] Name, string Shown, NodeKind Kind, ulong Inode, ulong Next);

    private sealed class Sink(FoldedNames? names) : IDirectorySink
    {
        public List<Entry> Entries { get; } = [];

        public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
        {
            if (Entries.Count == BatchLength)
                return false;
            var text = Encoding.UTF8.GetString(name);
            Entries.Add(new(name.ToArray(), names?.Shown(text) ?? text, kind, inode, next));
            return true;
        }
    }
}
