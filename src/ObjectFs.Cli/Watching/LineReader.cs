using ObjectFs.Cli.Walking;
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
    public static ValueTask<Result> ReadAsync(Handle handle, Action<ReadOnlyMemory<byte>> take, CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        return Content.ReadAsync(handle, new byte[ChunkSize], piece => Take(line, piece, take), cancellationToken);
    }

    private static ValueTask<Result> Take(List<byte> line, ReadOnlyMemory<byte> piece, Action<ReadOnlyMemory<byte>> take)
    {
        foreach (var each in piece.Span)
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

        return Result.SuccessAsync;
    }
}
