using System.Diagnostics;
using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <content>From a request to its answer.</content>
internal sealed unsafe partial class Session
{
    /// <summary>Serves what was received into a request.</summary>
    /// <returns>Whether the request is the thread's again; else it waits, and the thread takes another.</returns>
    public bool Serve(Request request, int received, bool refuse)
    {
        if (!request.Accept(received))
        {
            Log.Malformed(_logger, received);
            return true;
        }

        var header = request.Header;
        var opcode = header->Opcode;
        if ((uint)opcode < (uint)_operations.Length && LatencyHistogram.IsTimed(Interlocked.Increment(ref _operations[(int)opcode])))
            request.Began = Stopwatch.GetTimestamp();
        if (request.BodyLength < LeastBody(opcode))
        {
            if (opcode is not (Opcode.Forget or Opcode.BatchForget))
                Reply(request, -(int)Errno.EINVAL);
            return true;
        }

        switch (opcode)
        {
            case Opcode.Forget:
                _nodes.Forget(header->NodeId, request.In<ForgetIn>().Lookups);
                return true;
            case Opcode.BatchForget:
                BatchForget(request);
                return true;
            case Opcode.Interrupt:
                Interrupt(request);
                return true;
            case Opcode.Init:
                Reply(request, Init(request));
                return true;
        }

        var admission = !_ready.Task.IsCompletedSuccessfully ? Errno.EIO : refuse ? Errno.EBUSY : Admit(opcode);
        if (admission != Errno.None)
        {
            Reply(request, -(int)admission);
            return true;
        }

        return Begin(request);
    }

    private static int LeastBody(Opcode opcode) => opcode switch
    {
        Opcode.Forget => sizeof(ForgetIn),
        Opcode.BatchForget => sizeof(BatchForgetIn),
        Opcode.Interrupt => sizeof(InterruptIn),
        Opcode.Init => 4 * sizeof(uint),
        Opcode.SetAttributes => sizeof(SetAttributesIn),
        Opcode.Statx => sizeof(StatxIn),
        Opcode.Mknod => sizeof(MknodIn),
        Opcode.Mkdir => sizeof(MkdirIn),
        Opcode.Rename => sizeof(RenameIn),
        Opcode.Rename2 => sizeof(Rename2In),
        Opcode.Open or Opcode.OpenDirectory => sizeof(OpenIn),
        Opcode.Create => sizeof(CreateIn),
        Opcode.Release or Opcode.ReleaseDirectory => sizeof(ReleaseIn),
        Opcode.Flush => sizeof(FlushIn),
        Opcode.Read or Opcode.ReadDirectory or Opcode.ReadDirectoryPlus => sizeof(ReadIn),
        Opcode.Write => sizeof(WriteIn),
        Opcode.Fsync => sizeof(FsyncIn),
        Opcode.SetXattr => sizeof(SetXattrIn),
        Opcode.GetXattr or Opcode.ListXattr => sizeof(GetXattrIn),
        Opcode.Access => sizeof(AccessIn),
        Opcode.Poll => sizeof(PollIn),
        _ => 0,
    };

    private bool Begin(Request request)
    {
        request.Begin();
        int result;
        try
        {
            var task = Dispatch(request);
            if (!task.IsCompleted)
            {
                Interlocked.Increment(ref _waiting);
                _ = FinishAsync(request, task);
                return false;
            }

            result = task.GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            // the one place for what escapes a node that answers at once
            result = Escaped(request, exception);
        }

        Finish(request, result);
        request.Reset();
        return true;
    }

    /// <summary>Whether one more may come that may have to wait; there is room beyond for those that seldom do.</summary>
    private Errno Admit(Opcode opcode)
    {
        var waiting = Volatile.Read(ref _waiting);
        if (waiting < _options.MaxWaiting || opcode is Opcode.Release or Opcode.ReleaseDirectory or Opcode.Destroy
            || (waiting < 2 * _options.MaxWaiting && opcode is not (Opcode.Read or Opcode.Write)))
        {
            return Errno.None;
        }

        Log.LimitReached(_logger, waiting, "waiting requests", Errno.ENOMEM);
        return Errno.ENOMEM;
    }

    private ValueTask<int> Dispatch(Request request) => request.Opcode switch
    {
        Opcode.Lookup => Lookup(request),
        Opcode.GetAttributes => GetAttributes(request),
        Opcode.Open => Open(request),
        Opcode.Read => Read(request),
        Opcode.Write => Write(request),
        Opcode.Flush or Opcode.Fsync => Flush(request),
        Opcode.Release or Opcode.ReleaseDirectory => Release(request),
        Opcode.OpenDirectory => OpenDirectory(request),
        Opcode.ReadDirectory or Opcode.ReadDirectoryPlus => ReadDirectory(request),
        Opcode.SetAttributes => SetAttributes(request),
        Opcode.Statx => Statx(request),
        Opcode.Access => Access(request),
        Opcode.ReadLink => ReadLink(request),
        Opcode.Symlink => Symlink(request),
        Opcode.Mknod => Mknod(request),
        Opcode.Mkdir => Mkdir(request),
        Opcode.Create => Create(request),
        Opcode.Unlink => Remove(request, NodeKind.File),
        Opcode.Rmdir => Remove(request, NodeKind.Directory),
        Opcode.Rename or Opcode.Rename2 => Rename(request),
        Opcode.Link => Refused(Errno.EPERM),
        Opcode.Statfs => Statfs(request),
        Opcode.GetXattr or Opcode.ListXattr => GetXattr(request),
        Opcode.SetXattr => SetXattr(request),
        Opcode.RemoveXattr => RemoveXattr(request),
        Opcode.Poll => Poll(request),
        Opcode.Ioctl => Refused(Errno.ENOTTY),
        Opcode.FsyncDirectory or Opcode.Destroy => Done,
        _ => Refused(Errno.ENOSYS),
    };

    /// <summary>Answers, unless somebody has; then takes back what an answer would have given.</summary>
    private void Finish(Request request, int result)
    {
        if (request.HasTurn)
            request.File!.EndTurn();
        if (request.Began != 0)
            _latencies.Record(request.Began);
        if (!request.TryTakeAnswer(request.Header->Unique) || (Reply(request, result) != Errno.None && result >= 0))
            TakeBack(request, result);
        if (request.File is { } file && file.Leave())
            _ = CloseAsync(file);
    }

    private Errno Reply(Request request, int result)
    {
        var reply = request.ReplyHeader;
        reply->Length = (uint)(sizeof(OutHeader) + Math.Max(result, 0));
        reply->Error = Math.Min(result, 0);
        reply->Unique = request.Header->Unique;
        if (result < 0)
            Interlocked.Increment(ref _errors);
        return request.RemembersName && result >= 0 ? SendName(request, reply) : _transport.Send((byte*)reply, (int)reply->Length);
    }

    private int Escaped(Request request, Exception exception)
    {
        if (exception is OperationCanceledException && request.Interrupted)
            return -(int)Errno.EINTR;

        Log.Escaped(_logger, request.Opcode, exception);
        return -(int)Errno.EIO;
    }

    /// <summary>What the kernel never heard of does not count.</summary>
    private void TakeBack(Request request, int result)
    {
        if (result < 0)
            return;

        var opcode = request.Opcode;
        if (opcode is Opcode.Lookup or Opcode.Mkdir or Opcode.Mknod or Opcode.Symlink or Opcode.Create)
            _nodes.Forget(((EntryOut*)request.Payload)->NodeId, 1);
        if (opcode is not (Opcode.Open or Opcode.OpenDirectory or Opcode.Create))
            return;

        var open = (OpenOut*)(request.Payload + (opcode == Opcode.Create ? sizeof(EntryOut) : 0));
        if (_handles.Remove(open->FileHandle) is { } file)
            Close(file);
    }
}
