using System.Buffers;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <content>The entries of a listing, one after the other.</content>
internal sealed partial class Volume
{
    /// <summary>After so many entries whose sizes took too long, no size is waited for any more.</summary>
    private const int MaxSlow = 10;

    private async ValueTask<Result<(FileInfo Info, string Shown)>> EntryAsync(OpenFile file, string name)
    {
        var (treeName, shown) = await _paths.NamesAsync(file.Node, name, file.Gone).OffPool();
        if (treeName is null)
            return Errno.ENOENT;
        var found = await file.Node.LookupAsync(treeName, file.Gone).OffPool();
        return found.TryGet(out var node) ? (await InfoAsync(file, null, node, shown).OffPool(), shown) : found.Failure;
    }

    private async ValueTask<Result<int>> ListAsync(OpenFile file, string? marker, nint target, int length, Waits waits)
    {
        await file.TakeTurnAsync().OffPool();
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            ListingAnswer answer = new(_library, buffer, length);
            var begun = await BeginAsync(file, marker).OffPool();
            if (!begun.TryGet(out var listing))
                return begun.Failure;
            var filled = await FillAsync(file, listing, marker, answer).OffPool();
            return !filled.Succeeded ? filled.Failure
                : waits.TryDeliver(target, answer.Bytes) ? answer.Bytes.Length
                : Errno.ECANCELED;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            file.EndTurn();
        }
    }

    /// <summary>The listing of an opening; a fresh one where it starts anew.</summary>
    private async ValueTask<Result<Listing>> BeginAsync(OpenFile file, string? marker)
    {
        if (marker is not null && file.Listing is { } listing)
            return listing;
        var opened = await file.Node.OpenDirectoryAsync(file.Caller, file.Gone).OffPool();
        if (!opened.TryGet(out var handle))
            return opened.Failure;
        if (file.Listing is { } before)
            await before.CloseAsync().OffPool();
        _folded.Forget(file.Node);
        return file.Listing = new(handle, await _folded.OfAsync(file.Node, file.Gone).OffPool());
    }

    private async ValueTask<Result> FillAsync(OpenFile file, Listing listing, string? marker, ListingAnswer answer)
    {
        // the root has neither . nor ..
        if (marker is null or "." && file.Path.Length > 1)
        {
            var self = await InfoAsync(file, null, file.Node, "").OffPool();
            if ((marker is null && !answer.Add(self, ".")) || !answer.Add(self, ".."))
                return Result.Success;
        }

        var cursor = marker is null or "." or ".." ? 0 : await listing.AfterAsync(marker, file.Gone).OffPool();
        listing.Begin();
        while (cursor is { } from)
        {
            var read = await listing.ReadAsync(from, file.Gone).OffPool();
            if (!read.TryGet(out var entries))
                return read.Failure;
            if (entries.Count == 0)
                break;
            foreach (var entry in entries)
            {
                cursor = entry.Next;
                var found = await file.Node.LookupAsync(entry.Name, file.Gone).OffPool();

                // what was renamed or has left meanwhile stands in this listing all the same
                var info = found.TryGet(out var node) ? await InfoAsync(file, listing, node, entry.Shown).OffPool() : Unknown(entry.Kind, entry.Inode);
                if (!answer.Add(info, entry.Shown))
                    return Result.Success;
                listing.Gave(entry);
            }
        }

        answer.End();
        return Result.Success;
    }

    /// <summary>What a listing says of an entry. One bad or slow getter costs its own size only.</summary>
    private async ValueTask<FileInfo> InfoAsync(OpenFile directory, Listing? listing, Node node, string shown)
    {
        var read = await AttributesAsync(node, listing, directory.Gone).OffPool();
        if (!read.TryGet(out var attributes))
            return Unknown(node.Kind, node.Inode);
        if (attributes.Freshness == Freshness.Watched && shown.Length > 0)
            _notices.Remember(node, directory.Path.Length == 1 ? $@"\{shown}" : $@"{directory.Path}\{shown}");
        return Info(attributes, shown, attributes.Size);
    }

    private static FileInfo Unknown(NodeKind kind, ulong inode) =>
        new() { Attributes = FileAttributes.NotContentIndexed | (kind == NodeKind.Directory ? FileAttributes.Directory : 0), IndexNumber = inode };

    private async ValueTask<Result<NodeAttributes>> AttributesAsync(Node node, Listing? listing, CancellationToken cancellationToken)
    {
        if (listing is null || listing.Slow < MaxSlow)
        {
            var task = node.GetAttributesAsync(cancellationToken);
            if (task.IsCompletedSuccessfully)
                return task.Result;
            try
            {
                return await task.AsTask().WaitAsync(_options.Patience, _options.Time, cancellationToken).OffPool();
            }
            catch (TimeoutException)
            {
                if (listing is not null)
                    listing.Slow++;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // the place for what escapes a node that is listed: it costs this entry its size, and its neighbours nothing
                Log.Escaped(_logger, Slot.ReadDirectory, exception);
            }
        }

        return await node.GetAttributesWithoutSizeAsync(cancellationToken).OffPool();
    }
}
