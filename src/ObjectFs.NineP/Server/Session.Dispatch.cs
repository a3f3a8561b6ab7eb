using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>From a request to its answer.</content>
internal sealed partial class Session
{
    private ValueTask<int> Dispatch(Request request)
    {
        if (request.Type == MessageType.Tversion)
            return Version(request);
        if (_dialect is not { } dialect)
            return Violation(request, Errno.EPROTO, "no version has been agreed on; begin with Tversion");
        if (request.Type == MessageType.Tflush)
            return Flush(request);
        if (Admit(request) is var errno && errno != Errno.None)
            return errno == Errno.EBUSY ? Violation(request, errno, $"tag {request.Tag} is in use") : Refused(errno);

        return request.Type switch
        {
            MessageType.Tauth => Auth(request),
            MessageType.Tattach => Attach(request),
            MessageType.Twalk => Walk(request),
            MessageType.Tread => Read(request),
            MessageType.Twrite => Write(request),
            MessageType.Tclunk => Clunk(request),
            MessageType.Tremove => Remove(request),
            _ => dialect == NinePDialect.Linux ? DispatchLinux(request) : DispatchPlain(request),
        };
    }

    private ValueTask<int> DispatchPlain(Request request) => request.Type switch
    {
        MessageType.Topen => Open(request),
        MessageType.Tcreate => Create(request),
        MessageType.Tstat => Stat(request),
        MessageType.Twstat => ChangeStat(request),
        _ => Unsupported(request),
    };

    private ValueTask<int> DispatchLinux(Request request) => request.Type switch
    {
        MessageType.Tgetattr => GetAttributes(request),
        MessageType.Tlopen => LinuxOpen(request),
        MessageType.Treaddir => ReadDirectory(request),
        MessageType.Tsetattr => SetAttributes(request),
        MessageType.Txattrwalk => XattrWalk(request),
        MessageType.Txattrcreate => XattrCreate(request),
        MessageType.Tlcreate => LinuxCreate(request),
        MessageType.Tmkdir => MakeDirectory(request),
        MessageType.Tsymlink => Symlink(request),
        MessageType.Tmknod => MakeNode(request),
        MessageType.Tlink => Link(request),
        MessageType.Treadlink => ReadLink(request),
        MessageType.Trename => Rename(request),
        MessageType.Trenameat => RenameAt(request),
        MessageType.Tunlinkat => UnlinkAt(request),
        MessageType.Tstatfs => Statfs(request),
        MessageType.Tfsync => Fsync(request),
        MessageType.Tlock => Lock(request),
        MessageType.Tgetlock => GetLock(request),
        _ => Unsupported(request),
    };

    private ValueTask<int> Unsupported(Request request) =>
        Violation(request, Errno.EOPNOTSUPP, Enum.IsDefined(request.Type) ? $"{request.Type} is not a request of this dialect" : $"unknown message type {(byte)request.Type}");

    /// <summary>Whether one more may come: its tag must be free, and what waits already must not be too much.</summary>
    private Errno Admit(Request request)
    {
        bool hasRoom;
        lock (_gate)
        {
            if (_unsettled == 0)
                return Errno.None;
            if (_waiting.ContainsKey(request.Tag) || _flushes.ContainsKey(request.Tag))
                return Errno.EBUSY;

            if (request.Type == MessageType.Tclunk)
                return Errno.None;
            hasRoom = _unsettled < _options.MaxRequests;
            if (hasRoom)
            {
                if (_held == 0 || request.Buffer is not { Waiting: 0 } buffer || _held + buffer.Bytes.Length <= _options.MaxQueuedBytes)
                    return Errno.None;
                request.Sentence = $"requests that wait for their answers hold {_held} bytes; a connection may hold {_options.MaxQueuedBytes}";
            }
            else
            {
                request.Sentence = $"{_unsettled} requests wait for their answers, as many as a connection may have";
            }
        }

        if (hasRoom)
            TellOfLimit(_options.MaxQueuedBytes, "bytes of waiting requests", Errno.ENOMEM);
        else
            TellOfLimit(_options.MaxRequests, "waiting requests", Errno.ENOMEM);
        return Errno.ENOMEM;
    }
}
