using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary>One listing after another, without the names of the second that the first has too. Cursors stay below 2^61 where those of both stay below 2^60.</summary>
internal sealed class ChainedListing(DirectoryHandle first, DirectoryHandle second, ChainedListing.NameFilter isOfFirst) : DirectoryHandle
{
    private const ulong SecondBit = 1UL << 60;

    /// <summary>Says of a name whether it is the first listing's.</summary>
    public delegate bool NameFilter(ReadOnlySpan<byte> name);

    /// <inheritdoc/>
    public override async ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
    {
        var rest = new Sink(sink, 0, static _ => false);
        if ((cursor & SecondBit) == 0)
        {
            var read = await first.ReadAsync(cursor, rest, cancellationToken).OffPool();
            if (!read.Succeeded || rest.IsFull)
                return read;
            cursor = 0;
        }

        return await second.ReadAsync(cursor & ~SecondBit, new Sink(sink, SecondBit, isOfFirst), cancellationToken).OffPool();
    }

    /// <inheritdoc/>
    public override async ValueTask CloseAsync()
    {
        await first.CloseAsync().OffPool();
        await second.CloseAsync().OffPool();
    }

    private sealed class Sink(IDirectorySink inner, ulong bit, NameFilter isLeftOut) : IDirectorySink
    {
        public bool IsFull { get; private set; }

        public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
        {
            if (isLeftOut(name))
                return true;
            IsFull = !inner.TryAdd(name, kind, inode, next | bit);
            return !IsFull;
        }
    }
}
