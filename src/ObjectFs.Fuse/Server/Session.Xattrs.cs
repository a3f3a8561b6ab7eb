using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <content>GETXATTR, LISTXATTR, SETXATTR, REMOVEXATTR.</content>
internal sealed unsafe partial class Session
{
    private ValueTask<int> GetXattr(Request request)
    {
        if (_nodes.Find(request.Header->NodeId) is not { } node)
            return Refused(Errno.ESTALE);
        if (request.Opcode == Opcode.ListXattr)
            return Then(request, node.ListXattrsAsync(request.Cancellation), static (_, request, value) => AnswerXattr(request, value.Span));

        var errno = XattrName(request, sizeof(GetXattrIn), out var name, out _);
        return errno != Errno.None
            ? Refused(errno)
            : Then(request, node.GetXattrAsync(name, request.Cancellation), static (_, request, value) => AnswerXattr(request, value.Span));
    }

    private ValueTask<int> SetXattr(Request request)
    {
        if (_options.ReadOnly)
            return Refused(Errno.EROFS);

        var errno = XattrName(request, sizeof(SetXattrIn), out var name, out var next);
        if (errno != Errno.None)
            return Refused(errno);

        ref readonly var asked = ref request.In<SetXattrIn>();
        if (asked.Size > Protocol.MaxXattr || asked.Size > request.BodyLength - next)
            return Refused(asked.Size > Protocol.MaxXattr ? Errno.E2BIG : Errno.EINVAL);
        if (asked.Flags > (uint)XattrFlags.Replace)
            return Refused(Errno.EINVAL);

        var value = new ReadOnlySpan<byte>(request.Body + next, (int)asked.Size);
        return _nodes.Find(request.Header->NodeId) is { } node
            ? Then(request, node.SetXattrAsync(name, value, (XattrFlags)asked.Flags, request.Caller, request.Cancellation))
            : Refused(Errno.ESTALE);
    }

    private ValueTask<int> RemoveXattr(Request request)
    {
        if (_options.ReadOnly)
            return Refused(Errno.EROFS);

        var errno = XattrName(request, 0, out var name, out _);
        if (errno != Errno.None)
            return Refused(errno);

        return _nodes.Find(request.Header->NodeId) is { } node
            ? Then(request, node.RemoveXattrAsync(name, request.Caller, request.Cancellation))
            : Refused(Errno.ESTALE);
    }

    /// <summary>A name that nodes are asked about. The kernel asks for security.capability before writes, and ls for access lists: no node has those.</summary>
    private static Errno XattrName(Request request, int offset, out ReadOnlySpan<byte> name, out int next)
    {
        var errno = request.ReadName(offset, out name, out next);
        return errno != Errno.None ? errno
            : name.IsEmpty || name.Length > Protocol.MaxName ? Errno.ERANGE
            : name.StartsWith("security."u8) || name.StartsWith("system."u8) ? Errno.EOPNOTSUPP
            : Errno.None;
    }

    private static ValueTask<int> AnswerXattr(Request request, ReadOnlySpan<byte> value)
    {
        if (value.Length > Protocol.MaxXattr)
            return Refused(Errno.E2BIG);

        var room = request.In<GetXattrIn>().Size;
        if (room == 0)
        {
            request.Out<GetXattrOut>().Size = (uint)value.Length;
            return new(sizeof(GetXattrOut));
        }

        return value.Length > room ? Refused(Errno.ERANGE) : new(request.Answer(value));
    }
}
