using System.Buffers.Text;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary>The instances of an extent by number; the cursor is the number. What is born after the directory was opened is not shown.</summary>
internal sealed class NumberedListing(Extent? extent, DirectoryHandle? extras) : Listing(extras)
{
    private long _until = extent?.Last ?? 0;

    /// <inheritdoc/>
    protected override ValueTask<Result> ReadOwnAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
    {
        if (extent is null)
            return default;
        if (cursor == 0)
            _until = extent.Last;
        if (extent.When is { IsTrivial: false })
            return new(OwnThreads.Blocking.Run(() => Fill(extent, (long)cursor, sink, cancellationToken), CancellationToken.None));
        return new(Fill(extent, (long)cursor, sink, cancellationToken));
    }

    private Result Fill(Extent extent, long number, IDirectorySink sink, CancellationToken cancellationToken)
    {
        Span<byte> name = stackalloc byte[20];
        while (extent.TryNext(ref number, _until, out object? instance))
        {
            if (cancellationToken.IsCancellationRequested)
                return Errno.EINTR;
            if (!extent.IsShown(instance))
                continue;
            Utf8Formatter.TryFormat(number, name, out int length);
            if (!sink.TryAdd(name[..length], NodeKind.Directory, Inode.OfInstance(extent.Id, number), (ulong)number))
                break;
        }

        return Result.Success;
    }
}
