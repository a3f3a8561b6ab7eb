using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>Txattrwalk, Txattrcreate, and the reads and writes of their fids.</content>
internal sealed partial class Session
{
    // XATTR_SIZE_MAX and XATTR_NAME_MAX of Linux.
    private const int MaxXattr = 64 * 1024;

    private long _xattrBytes;

    private ValueTask<int> XattrWalk(Request request)
    {
        if (!request.TryParse(out Txattrwalk asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return UnknownFid(request);
        if (fid.Xattr is not null || asked.NewFid == asked.Fid)
            return Refused(request, Errno.EBADF, "the fid is in use");
        if (asked.Name.Length > Protocol.MaxName)
            return Refused(Errno.ERANGE);
        if (TryBegin(request, asked.NewFid, fid.Caller, out var bound) is var errno && errno != Errno.None)
            return Refused(errno);
        lock (_gate)
            bound.Path.CopyFrom(fid.Path);
        if (CountPath(request, bound) is var full && full != Errno.None)
            return Refused(full);
        bound.Arrive();
        return IfPermitted(request, fid.Node, AccessOfXattr(asked.Name), static (session, request) => session.ReadXattr(request));
    }

    /// <summary>As Linux has it: everybody may see the names, and what belongs to the system, which it asks for by itself.</summary>
    private static Access AccessOfXattr(ReadOnlySpan<byte> name) =>
        name.IsEmpty || name.StartsWith("security."u8) || name.StartsWith("system."u8) ? Access.None : Access.Read;

    private ValueTask<int> ReadXattr(Request request)
    {
        var node = request.Fid!.Node;
        var name = request.Parse<Txattrwalk>().Name;
        var task = name.IsEmpty ? node.ListXattrsAsync(request.Cancellation) : node.GetXattrAsync(name, request.Cancellation);
        return Then(request, task, static (session, request, value) => session.TryTransfer(request.NewFid!, new XattrTransfer(value)) is var errno && errno != Errno.None
            ? Refused(errno)
            : new(request.Put(new Rxattrwalk { Size = (ulong)value.Length })));
    }

    private ValueTask<int> XattrCreate(Request request)
    {
        if (!request.TryParse(out Txattrcreate asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return UnknownFid(request);
        if (_options.ReadOnly)
            return Refused(Errno.EROFS);
        if (asked.Name.IsEmpty || asked.Name.Length > Protocol.MaxName)
            return Refused(Errno.ERANGE);
        if (asked.Size > MaxXattr)
            return Refused(request, Errno.E2BIG, $"an attribute has at most {MaxXattr} bytes");
        if (asked.Flags > (uint)XattrFlags.Replace)
            return Refused(Errno.EINVAL);
        if (asked.Name.Contains((byte)0))
            return Refused(Errno.EINVAL);
        return IfPermitted(request, fid.Node, Access.Write, static (session, request) =>
        {
            var asked = request.Parse<Txattrcreate>();
            var errno = session.TryTransfer(request.Fid!, new XattrTransfer(asked.Name, (int)asked.Size, (XattrFlags)asked.Flags));
            return errno == Errno.None ? new(request.PutEmpty()) : Refused(errno);
        });
    }

    /// <summary>Attributes on their way count with what a connection may keep in memory, until their fids go.</summary>
    private Errno TryTransfer(Fid fid, XattrTransfer transfer)
    {
        if (Interlocked.Add(ref _xattrBytes, transfer.Length) > _options.MaxQueuedBytes)
        {
            Interlocked.Add(ref _xattrBytes, -transfer.Length);
            TellOfLimit(_options.MaxQueuedBytes, "bytes of attributes", Errno.ENOMEM);
            return Errno.ENOMEM;
        }

        if (fid.TryTransfer(transfer))
            return Errno.None;
        Interlocked.Add(ref _xattrBytes, -transfer.Length);
        return Errno.EBADF;
    }

    private ValueTask<int> ReadXattr(Request request, XattrTransfer transfer, ulong offset, uint count)
    {
        if (transfer.IsWriter)
            return Refused(Errno.EBADF);
        var start = (int)Math.Min(offset, (ulong)transfer.Value.Length);
        var length = Math.Min(RoomFor(count), transfer.Value.Length - start);
        transfer.Value.Span.Slice(start, length).CopyTo(request.Reserve(Protocol.DataHeaderSize + length).AsSpan(Protocol.DataHeaderSize));
        return new(request.PutData(length));
    }

    private static ValueTask<int> WriteXattr(Request request, XattrTransfer transfer, in Twrite asked)
    {
        var errno = transfer.Write(asked.Offset, asked.Data);
        return errno != Errno.None ? Refused(errno) : new(request.Put(new Rwrite { Count = (uint)asked.Data.Length }));
    }
}
