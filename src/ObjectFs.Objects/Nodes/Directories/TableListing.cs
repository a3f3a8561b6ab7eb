using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary>The names of a table; the cursor is the sequence number of the entry, which stays when the entry is renamed.</summary>
internal sealed class TableListing(TableDirectory directory, DirectoryHandle? extras) : Listing(extras)
{
    private long _until;

    /// <inheritdoc/>
    protected override ValueTask<Result> ReadOwnAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
    {
        if (cursor == 0 && !directory.IsSettled)
            return SettleAndReadAsync(sink, cancellationToken);
        return FillAsync(cursor, sink, cancellationToken);
    }

    private async ValueTask<Result> SettleAndReadAsync(IDirectorySink sink, CancellationToken cancellationToken)
    {
        await directory.SettleAsync().OffPool();
        return await FillAsync(0, sink, cancellationToken).OffPool();
    }

    private ValueTask<Result> FillAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
    {
        if (cursor == 0)
        {
            lock (directory.Registry.Names)
                _until = directory.Table.Last;
        }

        // Conditions that run code of the program do so on another thread; whose they are shows only on the way.
        if (directory.HasConditions)
            return new(OwnThreads.Blocking.Run(() => Fill((long)cursor, sink, cancellationToken), CancellationToken.None));
        return new(Fill((long)cursor, sink, cancellationToken));
    }

    private Result Fill(long sequence, IDirectorySink sink, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            DirectoryEntry? entry;
            byte[] name;
            lock (directory.Registry.Names)
            {
                entry = directory.Table.Next(sequence);
                if (entry is null || entry.Sequence > _until)
                    return Result.Success;
                name = entry.Name;
            }

            sequence = entry.Sequence;
            if (entry.Node is { } node)
            {
                if (!sink.TryAdd(name, NodeKind.Directory, node.Inode, (ulong)sequence))
                    return Result.Success;
                continue;
            }

            if (!entry.Extent!.TryGet(entry.Number, out object? instance) || !entry.Extent.IsShown(instance))
                continue;
            bool taken = entry.IsLink
                ? sink.TryAdd(name, NodeKind.Symlink, Inode.Child(directory.Inode, name), (ulong)sequence)
                : sink.TryAdd(name, NodeKind.Directory, Inode.OfInstance(entry.Extent.Id, entry.Number), (ulong)sequence);
            if (!taken)
                return Result.Success;
        }

        return Errno.EINTR;
    }
}
