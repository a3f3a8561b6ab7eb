using ObjectFs.Tree;

namespace ObjectFs.Cli.Watching;

/// <summary>The lines of a stream as they come. What a program sends without an end is cut.</summary>
internal static class LineReader
{
    private const int LongestLine = 1 << 20;
    private const int ChunkSize = 64 * 1024;

    /// <summary>Reads until the stream ends, or nobody wants more.</summary>
    /// <param name="handle">The open stream.</param>
    /// <param name="take">What is done with a line, without its newline.</param>
    /// <param name="cancellationToken">Nobody wants more.</param>
    public static async Task<Result> ReadAsync(Handle handle, Action<ReadOnlyMemory<byte>> take, CancellationToken cancellationToken)
    {
        var buffer = new byte[ChunkSize];
        var line = new List<byte>();
        for (long offset = 0; ;)
        {
            var read = await handle.ReadAsync(offset, buffer, cancellationToken).ConfigureAwait(false);
            if (!read.TryGet(out var count))
            {
                cancellationToken.ThrowIfCancellationRequested();
                return read.Failure;
            }

            if (count == 0)
                return Result.Success;
            offset += count;
            foreach (var each in buffer.AsSpan(0, count))
            {
                if (each != (byte)'\n')
                {
                    if (line.Count < LongestLine)
                        line.Add(each);
                    continue;
                }

                take(line.ToArray());
                line.Clear();
            }
        }
    }
}
