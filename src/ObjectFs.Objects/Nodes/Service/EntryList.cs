using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>Takes a whole listing, but for the names that start with a dot: they tell of the objects, and are none.</summary>
internal sealed class EntryList : IDirectorySink
{
    public List<Entry> Entries { get; } = [];

    public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
    {
        if (name[0] == '.')
            return true;
        IsFull = Entries.Count == Snapshotting.MaxNames;
        if (IsFull)
            return false;
        Entries.Add(new(name.ToArray(), kind, inode));
        return true;
    }

    private bool IsFull { get; set; }

    /// <summary>What a directory lists; the refusal where it cannot be listed, EFBIG where it is too long for a snapshot.</summary>
    public static async ValueTask<Result<List<Entry>>> OfAsync(Node directory, CancellationToken cancellationToken)
    {
        var opened = await directory.OpenDirectoryAsync(Caller.Self, cancellationToken).OffPool();
        if (!opened.TryGet(out var handle))
            return opened.Failure;
        var list = new EntryList();
        var read = await handle.ReadAsync(0, list, cancellationToken).OffPool();
        await handle.CloseAsync().OffPool();
        return !read.Succeeded ? read.Failure : list.IsFull ? Snapshotting.TooMany : list.Entries;
    }
}
