using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <content>Open files: OPEN, READ, WRITE, FLUSH, FSYNC, RELEASE, POLL.</content>
internal sealed unsafe partial class Session
{
    private const uint AccessMask = 3;
    private const uint WriteOnly = 1;
    private const uint ReadAndWrite = 2;
    private const uint ExclusiveFlag = 0x80;
    private const uint TruncateFlag = 0x200;
    private const uint AppendFlag = 0x400;
    private const uint NonBlockingFlag = 0x800;

    private static OpenFlags Flags(uint flags) =>
        ((flags & AccessMask) switch
        {
            WriteOnly => OpenFlags.Write,
            ReadAndWrite => OpenFlags.Read | OpenFlags.Write,
            0 => OpenFlags.Read,
            _ => OpenFlags.None,
        })
        | ((flags & TruncateFlag) != 0 ? OpenFlags.Truncate : OpenFlags.None)
        | ((flags & AppendFlag) != 0 ? OpenFlags.Append : OpenFlags.None)
        | ((flags & NonBlockingFlag) != 0 ? OpenFlags.NonBlocking : OpenFlags.None)
        | ((flags & ExclusiveFlag) != 0 ? OpenFlags.Exclusive : OpenFlags.None);

    private ValueTask<int> Open(Request request)
    {
        var flags = Flags(request.In<OpenIn>().Flags) & ~OpenFlags.Exclusive;
        if (_options.ReadOnly && (flags & (OpenFlags.Write | OpenFlags.Truncate)) != 0)
            return Refused(Errno.EROFS);

        return _nodes.Find(request.Header->NodeId) is { } node
            ? Then(request, node.OpenAsync(flags, request.Caller, request.Cancellation), static (session, request, handle) =>
                new(session.AnswerOpen(request, handle, request.In<OpenIn>().Flags, 0)))
            : Refused(Errno.ESTALE);
    }

    private int AnswerOpen(Request request, Handle handle, uint flags, int at)
    {
        var reads = (flags & AccessMask) == 0;
        // a process that exits while it holds a file of its own mount would wait for itself to answer FLUSH, and could not even be killed
        var own = !reads && Libc.IsOwnThread(request.Header->ProcessId);
        var file = new OpenFile(handle, null, own);
        if (_handles.Add(file) is not { } number)
        {
            Log.LimitReached(_logger, _options.MaxOpenFiles, "open files", Errno.ENFILE);
            Close(file);
            return -(int)Errno.ENFILE;
        }

        ref var answer = ref request.Out<OpenOut>(at);
        answer.FileHandle = number;
        answer.OpenFlags = (uint)(FileOpenFlags.DirectIo
            | (reads || own ? FileOpenFlags.NoFlush : FileOpenFlags.None)
            | (handle.IsStream ? FileOpenFlags.Stream | FileOpenFlags.NonSeekable : FileOpenFlags.None));

        // where the kernel believes that there is nothing, sendfile(2) would give nothing without asking
        if (handle.IsUnsized || handle.IsStream)
            _notifier.Lengthen(request.Header->NodeId);
        return at + sizeof(OpenOut);
    }

    private ValueTask<int> Read(Request request)
    {
        ref readonly var asked = ref request.In<ReadIn>();
        if (asked.Offset > long.MaxValue)
            return Refused(Errno.EINVAL);

        // sendfile(2) and splice(2) go by a size that the kernel was told some time ago, and would cut what has become longer: refused, programs read instead
        if ((asked.ReadFlags & ReadIn.ByOwner) == 0)
            return Refused(Errno.EINVAL);
        if (_handles.Enter(asked.FileHandle) is not { } file)
            return Refused(Errno.EBADF);

        request.File = file;
        if (file.File is not { } handle)
            return Refused(Errno.EISDIR);

        var buffer = request.PayloadMemory[..(int)Math.Min(asked.Size, Protocol.MaxWrite)];
        return Then(request, handle.ReadAsync((long)asked.Offset, buffer, request.Cancellation), static (session, request, count) =>
        {
            if ((uint)count > Math.Min(request.In<ReadIn>().Size, Protocol.MaxWrite))
                return Refused(Errno.EIO);

            Interlocked.Add(ref session._bytesRead, count);
            return new(count);
        });
    }

    private ValueTask<int> Write(Request request)
    {
        ref readonly var asked = ref request.In<WriteIn>();
        if (asked.Offset > long.MaxValue || asked.Size > Protocol.MaxWrite || asked.Size > request.BodyLength - sizeof(WriteIn))
            return Refused(Errno.EINVAL);
        if (_handles.Enter(asked.FileHandle) is not { } file)
            return Refused(Errno.EBADF);

        request.File = file;
        return InTurn(request, static (session, request) =>
        {
            ref readonly var asked = ref request.In<WriteIn>();
            return request.File!.File is { } handle
                ? session.Then(
                    request,
                    handle.WriteAsync((long)asked.Offset, request.Data[..(int)asked.Size], request.Cancellation),
                    static (session, request, count) => session.Written(request, count))
                : Refused(Errno.EBADF);
        });
    }

    private ValueTask<int> Written(Request request, int count)
    {
        if ((uint)count > request.In<WriteIn>().Size)
            return Refused(Errno.EIO);

        Interlocked.Add(ref _bytesWritten, count);
        request.Out<WriteOut>().Size = (uint)count;
        return new(sizeof(WriteOut));
    }

    private ValueTask<int> Flush(Request request)
    {
        // FLUSH and FSYNC both begin with the handle
        if (_handles.Enter(request.In<FlushIn>().FileHandle) is not { } file)
            return Refused(Errno.EBADF);

        request.File = file;
        return file.File is { } handle ? Then(request, handle.FlushAsync(request.Cancellation)) : Done;
    }

    private ValueTask<int> Release(Request request)
    {
        if (_handles.Remove(request.In<ReleaseIn>().FileHandle) is not { } file)
            return Refused(Errno.EBADF);

        Close(file);
        return Done;
    }

    private ValueTask<int> Poll(Request request)
    {
        ref readonly var asked = ref request.In<PollIn>();
        if (_handles.Enter(asked.FileHandle) is not { } file)
            return Refused(Errno.EBADF);

        request.File = file;
        var waiter = (asked.Flags & Protocol.PollScheduleNotify) != 0 ? new PollWaiter(_notifier, asked.KernelHandle) : null;
        var events = file.File?.Poll(waiter) ?? (PollEvents.Readable | PollEvents.Writable);
        request.Out<PollOut>().Events = (uint)events;
        return new(sizeof(PollOut));
    }

    /// <summary>Changes of one file one after another: at once where nobody else is at it.</summary>
    private ValueTask<int> InTurn(Request request, Func<Session, Request, ValueTask<int>> change)
    {
        if (!request.File!.TryTakeTurn())
            return InTurnAsync(request, change);

        request.HasTurn = true;
        return change(this, request);
    }

    /// <summary>The table's own use of a file ends; the last user closes it.</summary>
    private void Close(OpenFile file)
    {
        if (file.Leave())
            _ = CloseAsync(file);
    }
}
