using System.Buffers;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <content>Read, Write, Overwrite, SetFileSize, Flush.</content>
internal sealed unsafe partial class Volume
{
    /// <summary>A single write may be so long; a value of the tree never is.</summary>
    private const int MaxWrite = 64 << 20;

    /// <summary>So many bytes of writes may wait at once.</summary>
    private const long MaxHeld = 256L << 20;

    private long _held;

    private NtStatus Read(ref Call call)
    {
        var file = FileOf(call.Context);
        if (file.Node.Kind == NodeKind.Directory)
            return NtStatus.FileIsADirectory;
        if (call.Offset > long.MaxValue - int.MaxValue)
            return NtStatus.InvalidParameter;
        if (call.Length == 0)
            return NtStatus.Success;
        if (!TryWait())
            return NtStatus.InsufficientResources;
        var waits = file.Waits;
        var task = ReadAsync(file, (long)call.Offset, (nint)call.Buffer, (int)Math.Min(call.Length, int.MaxValue), waits);
        if (!task.IsCompleted)
            return AnswerLater(TransactKind.Read, file, task, waits);
        Interlocked.Decrement(ref _waiting);
        var read = task.Result;
        if (!read.TryGet(out var count))
            return Refused(read.Failure);
        *call.Count = (uint)count;
        return StatusOfTransfer(TransactKind.Read, count);
    }

    private NtStatus Write(ref Call call)
    {
        var file = FileOf(call.Context);
        if (!file.Writes)
            return NtStatus.AccessDenied;
        if (call.Length > MaxWrite)
            return NtStatus.FileTooLarge;
        var offset = call.ToEnd ? file.Size : (long)call.Offset;
        if (offset < 0 || offset > long.MaxValue - MaxWrite)
            return NtStatus.InvalidParameter;
        var length = (int)call.Length;
        if (call.Constrained)
            length = (int)Math.Clamp(file.Size - offset, 0, length);
        if (length == 0)
        {
            FillWritten(file, call.Info);
            return NtStatus.Success;
        }

        if (!TryWait())
            return NtStatus.InsufficientResources;
        if (Interlocked.Add(ref _held, length) > MaxHeld)
        {
            Interlocked.Add(ref _held, -length);
            Interlocked.Decrement(ref _waiting);
            return NtStatus.InsufficientResources;
        }

        // a copy: what lies behind the pointer is another request's as soon as the callback returns
        var data = ArrayPool<byte>.Shared.Rent(length);
        if (!ForeignMemory.TryRead((nint)call.Buffer, data.AsSpan(0, length)))
        {
            ArrayPool<byte>.Shared.Return(data);
            Interlocked.Add(ref _held, -length);
            Interlocked.Decrement(ref _waiting);
            return NtStatus.Cancelled;
        }

        var waits = file.Waits;
        var task = WriteAsync(file, offset, data, length);
        if (!task.IsCompleted)
            return AnswerLater(TransactKind.Write, file, task, waits);
        Interlocked.Decrement(ref _waiting);
        var written = task.Result;
        if (!written.TryGet(out var count))
            return Refused(written.Failure);
        *call.Count = (uint)count;
        FillWritten(file, call.Info);
        return NtStatus.Success;
    }

    /// <summary>What <c>&gt;</c> and FileMode.Create do to a file that exists: it is empty, and sets nothing until something is written, or it is closed.</summary>
    private NtStatus Overwrite(ref Call call)
    {
        var file = FileOf(call.Context);
        var cut = Cut(file, 0);
        if (!cut.Succeeded)
            return Refused(cut.Failure);
        FillWritten(file, call.Info);
        return NtStatus.Success;
    }

    private NtStatus SetFileSize(ref Call call)
    {
        var file = FileOf(call.Context);
        if (call.Offset > long.MaxValue)
            return NtStatus.InvalidParameter;
        var size = (long)call.Offset;

        // what is reserved is not there yet, and reserving less than there is cuts
        if (!call.IsAllocation || size < file.Size)
        {
            var cut = Cut(file, size);
            if (!cut.Succeeded)
                return Refused(cut.Failure);
        }

        FillWritten(file, call.Info);
        return NtStatus.Success;
    }

    private Result Cut(OpenFile file, long size)
    {
        if (!file.Writes)
            return Errno.EACCES;
        var opened = Wait(file.HandleAsync(), _options.ChangeLimit);
        if (!opened.TryGet(out var handle))
            return opened.Failure;
        file.ForgetKept();
        var cut = Wait(handle.TruncateAsync(size, file.Gone), _options.ChangeLimit);
        if (!cut.Succeeded)
            return cut;
        file.Size = size;
        file.IsSizeKnown = true;
        file.IsEmptied = size == 0;
        return Result.Success;
    }

    private NtStatus Flush(ref Call call)
    {
        // of the whole volume, which keeps nothing back
        if (call.Context == 0)
            return NtStatus.Success;
        var file = FileOf(call.Context);
        if (file.Writes)
        {
            var opened = Wait(file.HandleAsync(), _options.ChangeLimit);
            if (!opened.TryGet(out var handle))
                return Refused(opened.Failure);
            var flushed = Wait(handle.FlushAsync(file.Gone), _options.ChangeLimit);
            if (!flushed.Succeeded)
                return Refused(flushed.Failure);
        }

        return GetFileInfo(ref call);
    }
}
