using System.Buffers;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Walking;

/// <summary>Reads and writes files whole.</summary>
internal static class Content
{
    private const int ChunkSize = 1024 * 1024;

    /// <summary>Hands the content of a file on, piece by piece.</summary>
    /// <param name="file">The file.</param>
    /// <param name="take">What is done with a piece, which is valid only until then; its failure ends the reading.</param>
    /// <param name="cancellationToken">The caller gave up.</param>
    public static async ValueTask<Result> ReadAsync(Node file, Func<ReadOnlyMemory<byte>, ValueTask<Result>> take, CancellationToken cancellationToken)
    {
        var opened = await file.OpenAsync(OpenFlags.Read, Caller.Self, cancellationToken).ConfigureAwait(false);
        if (!opened.TryGet(out var handle))
            return opened.Failure;

        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            return await ReadAsync(handle, buffer.AsMemory(0, ChunkSize), take, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            await handle.CloseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Hands on what an open file or stream gives, piece by piece, until its end.</summary>
    /// <param name="handle">Stays open.</param>
    /// <param name="buffer">What is read into: as much as is asked for at once.</param>
    /// <param name="take">What is done with a piece, which is valid only until then; its failure ends the reading.</param>
    /// <param name="cancellationToken">The caller gave up.</param>
    public static async ValueTask<Result> ReadAsync(Handle handle, Memory<byte> buffer, Func<ReadOnlyMemory<byte>, ValueTask<Result>> take, CancellationToken cancellationToken)
    {
        for (long offset = 0; ;)
        {
            var read = await handle.ReadAsync(offset, buffer, cancellationToken).ConfigureAwait(false);
            if (!read.TryGet(out var count))
            {
                // whoever gave up is told by the exception, not by the refusal that came of it
                cancellationToken.ThrowIfCancellationRequested();
                return read.Failure;
            }

            if (count == 0)
                return Result.Success;

            offset += count;
            var taken = await take(buffer[..count]).ConfigureAwait(false);
            if (!taken.Succeeded)
                return taken;
        }
    }

    /// <summary>The content of a file that is not longer than a limit; EFBIG where it is.</summary>
    public static async ValueTask<Result<byte[]>> ReadAllAsync(Node file, int limit, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var read = await ReadAsync(
            file,
            piece =>
            {
                if (all.Length + piece.Length > limit)
                    return new(Errno.EFBIG);
                all.Write(piece.Span);
                return Result.SuccessAsync;
            },
            cancellationToken).ConfigureAwait(false);
        return read.Succeeded ? all.ToArray() : read.Failure;
    }

    /// <summary>Writes at an offset until all is taken.</summary>
    public static async ValueTask<Result> WriteAsync(Handle handle, long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        while (!data.IsEmpty)
        {
            var written = await handle.WriteAsync(offset, data, cancellationToken).ConfigureAwait(false);
            if (!written.TryGet(out var count))
            {
                cancellationToken.ThrowIfCancellationRequested();
                return written.Failure;
            }

            if (count <= 0)
                return new Failure(Errno.EIO, "The program takes no more of it.");
            offset += count;
            data = data[count..];
        }

        return Result.Success;
    }

    /// <summary>The sentence behind a refusal, where the protocol carried the number alone and the member remembers why.</summary>
    public static async ValueTask<Failure> ExplainAsync(Node file, Failure failure, CancellationToken cancellationToken)
    {
        if (failure.Sentence is not null || failure.Errno is Errno.ECONNRESET or Errno.ENOTCONN or Errno.EPERM or Errno.EROFS)
            return failure;
        var said = await file.GetXattrAsync("user.objectfs.error"u8, cancellationToken).ConfigureAwait(false);
        return said.TryGet(out var sentence) && !sentence.IsEmpty ? failure with { Sentence = System.Text.Encoding.UTF8.GetString(sentence.Span) } : failure;
    }
}
