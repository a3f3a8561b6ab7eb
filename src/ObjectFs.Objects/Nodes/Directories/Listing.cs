using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary>An open directory of the registry: the extras first, then what is there by itself, streamed in the order of identities. No list is made.</summary>
internal abstract class Listing(DirectoryHandle? extras) : DirectoryHandle
{
    // Cursors of the extras; the others' own stay below.
    private const ulong ExtrasBit = 1UL << 61;

    private readonly ExtrasSink? _sink = extras is null ? null : new ExtrasSink();

    /// <inheritdoc/>
    public sealed override ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
    {
        if (extras is not null && (cursor == 0 || (cursor & ExtrasBit) != 0))
            return ReadExtrasAsync(cursor & ~ExtrasBit, sink, cancellationToken);
        return ReadOwnAsync(cursor, sink, cancellationToken);
    }

    /// <inheritdoc/>
    public sealed override ValueTask CloseAsync() => extras?.CloseAsync() ?? default;

    /// <summary>Offers what follows the cursor; 0 takes a fresh look.</summary>
    protected abstract ValueTask<Result> ReadOwnAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken);

    private async ValueTask<Result> ReadExtrasAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
    {
        _sink!.Begin(sink);
        Result read = await extras!.ReadAsync(cursor, _sink, cancellationToken).OffPool();
        return read.Succeeded && !_sink.IsFull ? await ReadOwnAsync(0, sink, cancellationToken).OffPool() : read;
    }

    private sealed class ExtrasSink : IDirectorySink
    {
        private IDirectorySink _inner = null!;

        public bool IsFull { get; private set; }

        public void Begin(IDirectorySink inner)
        {
            _inner = inner;
            IsFull = false;
        }

        public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
        {
            IsFull = !_inner.TryAdd(name, kind, inode, next | ExtrasBit);
            return !IsFull;
        }
    }
}
