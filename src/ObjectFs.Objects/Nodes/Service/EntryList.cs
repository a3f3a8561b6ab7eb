using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>Takes a whole listing, but for the names that start with a dot: they tell of the objects, and are none.</summary>
internal sealed class EntryList : IDirectorySink
{
    public List<Entry> Entries { get; } = [];

    public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
    {
        if (name[0] != '.')
            Entries.Add(new(name.ToArray(), kind, inode));
        return true;
    }

    /// <summary>What a directory lists; the refusal where it cannot be listed.</summary>
    public static async ValueTask<Result<List<Entry>>> OfAsync(Node directory, CancellationToken cancellationToken)
    {
        var opened = await directory.OpenDirectoryAsync(Caller.Self, cancellationToken).OffPool();
        if (!opened.TryGet(out var handle))
            return opened.Failure;
        var list = new EntryList();
        var read = await handle.ReadAsync(0, list, cancellationToken).OffPool();
        await handle.CloseAsync().OffPool();
        return read.Succeeded ? list.Entries : read.Failure;
    }
}
