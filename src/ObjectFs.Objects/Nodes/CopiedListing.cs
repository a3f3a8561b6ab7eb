using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>A listing whose entries were copied when it was opened; its cursor counts them.</summary>
internal sealed class CopiedListing(IReadOnlyList<Entry> entries) : DirectoryHandle
{
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
}
