using ObjectFs.Tree;

namespace ObjectFs.Cli.Walking;

/// <summary>Reads directories whole.</summary>
internal static class Listing
{
    /// <summary>Names of one directory that are taken: past it the listing is refused, so that no program can fill this one's memory.</summary>
    public const int MostEntries = 1 << 20;

    /// <summary>The entries of a directory in the order of their names.</summary>
    public static async ValueTask<Result<List<Entry>>> ReadAsync(Node directory, bool all, CancellationToken cancellationToken)
    {
        var opened = await directory.OpenDirectoryAsync(Caller.Self, cancellationToken).ConfigureAwait(false);
        if (!opened.TryGet(out var handle))
            return opened.Failure;

        try
        {
            var sink = new Sink(all);
            int before;
            do
            {
                before = sink.Offered;
                var read = await handle.ReadAsync(sink.Cursor, sink, cancellationToken).ConfigureAwait(false);
                if (!read.Succeeded)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    return read.Failure;
                }

                if (sink.IsFull)
                    return new Failure(Errno.EOVERFLOW, $"The directory has more than {MostEntries} names.");
            }
            while (sink.Offered != before);

            sink.Entries.Sort(static (x, y) => x.Utf8.AsSpan().SequenceCompareTo(y.Utf8));
            return sink.Entries;
        }
        finally
        {
            await handle.CloseAsync().ConfigureAwait(false);
        }
    }

    private sealed class Sink(bool all) : IDirectorySink
    {
        public List<Entry> Entries { get; } = [];

        public ulong Cursor { get; private set; }

        public int Offered { get; private set; }

        public bool IsFull => Offered > MostEntries;

        public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
        {
            if (++Offered > MostEntries)
                return false;

            Cursor = next;

            // a program that lists what no directory can hold would lead a copy out of its place
            if (Name.IsValid(name) && (all || name is not [(byte)'.', ..]))
                Entries.Add(new Entry(name.ToArray(), kind, inode));
            return true;
        }
    }
}
