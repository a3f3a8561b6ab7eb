using System.Numerics;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>Tread, Twrite, Tclunk, Tfsync (read(5), clunk(5)).</content>
internal sealed partial class Session
{
    private const int MaxStreamRead = 64 * 1024;
    private const int LeastRead = 4096 - Protocol.DataHeaderSize;

    private ValueTask<int> Read(Request request)
    {
        if (!request.TryParse(out Tread asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return ReadAuthentication(request, asked.Fid, asked.Offset, asked.Count);
        if (fid.Xattr is { } transfer)
            return ReadXattr(request, transfer, asked.Offset, asked.Count);
        if (fid.Directory is not null)
            return request.Dialect == NinePDialect.Linux ? Refused(Errno.EISDIR) : ReadStats(request, asked.Offset, asked.Count);
        if (fid.File is not { } file || (fid.Flags & OpenFlags.Read) == 0)
            return Refused(request, Errno.EBADF, "the fid is not open to read");

        var count = RoomFor(asked.Count);
        if (file.IsStream)
            count = Math.Min(count, MaxStreamRead);
        if (asked.Offset > long.MaxValue)
            count = 0;
        request.Number = (uint)count;
        var room = request.Reserve(Protocol.DataHeaderSize + count).AsMemory(Protocol.DataHeaderSize, count);
        if (count == 0)
            return new(request.PutData(0));
        return Then(request, file.ReadAsync((long)asked.Offset, room, request.Cancellation), static (session, request, count) =>
        {
            if ((uint)count > request.Number)
                return Refused(Errno.EIO);
            Interlocked.Add(ref session._counters.BytesRead, count);
            return new(request.PutData(count));
        });
    }

    /// <summary>How much of what was asked for is answered: what fits into a frame, and less where much waits already.</summary>
    private int RoomFor(uint asked)
    {
        var count = (int)Math.Min(asked, (uint)(MessageSize - Protocol.DataHeaderSize));
        var held = Volatile.Read(ref _held);
        if (held == 0)
            return count;

        // arrays come in powers of two
        var room = BitOperations.RoundUpToPowerOf2((ulong)Math.Max(_options.MaxQueuedBytes - held, 1) + 1) / 2;
        return (int)Math.Clamp((long)room - Protocol.DataHeaderSize, Math.Min(count, LeastRead), count);
    }

    private ValueTask<int> Write(Request request)
    {
        if (!request.TryParse(out Twrite asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return WriteAuthentication(request, asked);
        if (fid.Xattr is { } transfer)
            return WriteXattr(request, transfer, asked);
        if (fid.File is null || (fid.Flags & OpenFlags.Write) == 0)
            return Refused(request, Errno.EBADF, "the fid is not open to write");
        if (asked.Offset > (ulong)(long.MaxValue - asked.Data.Length))
            return Refused(Errno.EFBIG);
        return InTurn(request, static (session, request) =>
        {
            var asked = request.Parse<Twrite>();
            return session.Then(
                request,
                request.Fid!.File!.WriteAsync((long)asked.Offset, request.Body[^asked.Data.Length..], request.Cancellation),
                static (session, request, count) => session.Written(request, count));
        });
    }

    private ValueTask<int> Written(Request request, int count)
    {
        // clients go on writing the rest for ever where nothing was taken
        var length = request.Parse<Twrite>().Data.Length;
        if ((uint)count > (uint)length || (count == 0 && length > 0))
            return Refused(Errno.EIO);
        Interlocked.Add(ref _counters.BytesWritten, count);
        return new(request.Put(new Rwrite { Count = (uint)count }));
    }

    /// <summary>The fid is gone, whatever is answered.</summary>
    private ValueTask<int> Clunk(Request request)
    {
        if (!request.TryParse(out Tclunk asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid) || !Unbind(fid))
            return TryEndAuthentication(asked.Fid) ? new(request.PutEmpty()) : UnknownFid(request);
        if (fid.Xattr is { } transfer)
            return ThenEmpty(request, transfer.CommitAsync(fid.Node, fid.Caller, request.Cancellation));
        return fid.File is { } file && (fid.Flags & Changing) != 0
            ? ThenEmpty(request, file.FlushAsync(request.Cancellation))
            : new(request.PutEmpty());
    }

    private ValueTask<int> Fsync(Request request)
    {
        if (!request.TryParse(out Tfsync asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return UnknownFid(request);
        return fid.File is { } file ? ThenEmpty(request, file.FlushAsync(request.Cancellation)) : new(request.PutEmpty());
    }
}
