using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>A listing whose entries were copied when it was opened; its cursor counts them.</summary>
internal sealed class CopiedListing(IReadOnlyList<Entry> entries) : DirectoryHandle
{
    // an entry, and the array of its name without what is in it
    private const int EntryBytes = 64;

    private Kept _kept;

    /// <summary>Opens one that may be long. ENOMEM where all readers together keep too much.</summary>
    public static Result<CopiedListing> Open(List<Entry> entries)
    {
        var bytes = 0L;
        foreach (var entry in entries)
            bytes += EntryBytes + entry.Name.Length;
        CopiedListing listing = new(entries);
        var result = listing._kept.Keep(bytes);
        return result.Succeeded ? listing : result.Failure;
    }

    public override ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
    {
        for (var i = cursor; i < (ulong)entries.Count; i++)
        {
            var entry = entries[(int)i];
            if (!sink.TryAdd(entry.Name.Span, entry.Kind, entry.Inode, i + 1))
                break;
        }

        return Result.SuccessAsync;
    }

    public override ValueTask CloseAsync()
    {
        _kept.End();
        return default;
    }
}
