using System.Buffers;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <content>What goes on when a node answers later: reads, writes, closes. Nothing here allocates for what is answered at once.</content>
internal sealed partial class Volume
{
    private const int MaxChunk = 1 << 20;
    private const int CountLength = 1 << 16;

    /// <summary>A size is counted up to here; what is longer tells this.</summary>
    private const long MaxCounted = 64L << 20;

    /// <summary>What was counted is kept for its reader up to here; what is longer is made again.</summary>
    private const long MaxKept = 1 << 20;

    private async ValueTask<Result<int>> ReadAsync(OpenFile file, long offset, nint target, int length, Waits waits)
    {
        var opened = await file.HandleAsync().OffPool();
        if (!opened.TryGet(out var handle))
            return opened.Failure;
        if (file.KeptFrom(offset) is { } kept)
        {
            var part = kept[..Math.Min(length, kept.Length)];
            if (!waits.TryDeliver(target, part.Span))
                return Errno.ECANCELED;
            Interlocked.Add(ref _bytesRead, part.Length);
            return part.Length;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(length, MaxChunk));
        try
        {
            var done = 0;
            while (done < length)
            {
                var asked = Math.Min(length - done, MaxChunk);
                var read = await handle.ReadAsync(offset + done, buffer.AsMemory(0, asked), waits.Token).OffPool();
                if (!read.TryGet(out var count))
                    return done > 0 ? done : read.Failure;
                if ((uint)count > asked)
                    return Errno.EIO;
                if (!waits.TryDeliver(target + done, buffer.AsSpan(0, count)))
                    return Errno.ECANCELED;
                done += count;
                if (count < asked || handle.IsStream)
                    break;
            }

            Interlocked.Add(ref _bytesRead, done);
            return done;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask<Result<int>> WriteAsync(OpenFile file, long offset, byte[] data, int length)
    {
        await file.TakeTurnAsync().OffPool();
        try
        {
            var opened = await file.HandleAsync().OffPool();
            if (!opened.TryGet(out var handle))
                return opened.Failure;
            file.ForgetKept();
            var written = await handle.WriteAsync(offset, data.AsMemory(0, length), file.Gone).OffPool();
            if (!written.TryGet(out var count))
                return written.Failure;

            // Windows tells nobody what a close says
            if (handle.IsDue && await handle.FlushAsync(file.Gone).OffPool() is { Succeeded: false } flushed)
                return flushed.Failure;
            file.IsEmptied = false;
            file.IsSizeKnown = true;
            file.Size = file.Appends ? file.Size + count : Math.Max(file.Size, offset + count);
            Interlocked.Add(ref _bytesWritten, count);
            return count;
        }
        finally
        {
            file.EndTurn();
            ArrayPool<byte>.Shared.Return(data);
            Interlocked.Add(ref _held, -length);
        }
    }

    private async Task FinishAsync(TransactKind kind, ulong hint, OpenFile file, Task<Result<int>> task, Waits waits)
    {
        NtStatus status;
        var count = 0;
        FileInfo info = default;
        try
        {
            var result = await task.WaitAsync(_options.WaitLimit, _options.Time, waits.Token).OffPool();
            status = result.TryGet(out count) ? StatusOfTransfer(kind, count) : Refused(result.Failure);
            if (kind == TransactKind.Write && status >= 0)
                info = await WrittenAsync(file, waits).OffPool();
        }
        catch (TimeoutException)
        {
            file.Cancel();
            status = NtStatus.IoTimeout;
        }
        catch (OperationCanceledException)
        {
            status = NtStatus.Cancelled;
        }
        catch (Exception exception)
        {
            // the one place for what escapes a node that answers later
            Log.Escaped(_logger, (Slot)kind, exception);
            status = NtStatus.IoDeviceError;
        }

        if (status < 0)
            Interlocked.Increment(ref _errors);

        Send(kind, hint, status, count, info);
        Interlocked.Decrement(ref _waiting);

        // a node that heeds no cancelling is still at it, and its handle is not to be closed under it
        await Task.WhenAny(task).OffPool();
        await LeaveAsync(file).OffPool();
    }

    private async ValueTask<FileInfo> WrittenAsync(OpenFile file, Waits waits)
    {
        try
        {
            return Written(file, await file.Node.GetAttributesWithoutSizeAsync(waits.Token).AsTask().WaitAsync(_options.ChangeLimit, _options.Time, waits.Token).OffPool());
        }
        catch (TimeoutException)
        {
            return Written(file, Late);
        }
    }

    private async Task LeaveAsync(OpenFile file)
    {
        try
        {
            await file.LeaveAsync().OffPool();
        }
        catch (Exception exception)
        {
            // the one place for what escapes a close, of which no caller hears
            Log.Escaped(_logger, Slot.Close, exception);
        }
    }

    private static async ValueTask<Result<long>> CountAsync(OpenFile file, Handle handle, CancellationToken cancellationToken)
    {
        var buffer = new byte[CountLength];
        MemoryStream content = new();
        long size = 0;
        while (size < MaxCounted)
        {
            var read = await handle.ReadAsync(size, buffer, cancellationToken).OffPool();
            if (!read.TryGet(out var count))
                return read.Failure;
            size += count;
            if (size <= MaxKept)
                content.Write(buffer, 0, count);
            if (count < buffer.Length)
                break;
        }

        if (size <= MaxKept)
            file.Keep(content.ToArray());
        return size;
    }
}
