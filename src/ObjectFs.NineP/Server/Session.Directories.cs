using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>Listings: Treaddir of .L; in 9P2000 and .u a directory is read as a file of stat records (read(5)).</content>
internal sealed partial class Session
{
    private ValueTask<int> ReadDirectory(Request request)
    {
        if (!request.TryParse(out Treaddir asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return UnknownFid(request);
        if (fid.Directory is null)
            return fid.Node.Kind == NodeKind.Directory ? Refused(request, Errno.EBADF, "the fid is not open") : Refused(Errno.ENOTDIR);

        request.Number = (uint)RoomFor(asked.Count);
        request.Reserve(Protocol.DataHeaderSize + (int)request.Number);
        return InTurn(request, static (session, request) => session.List(request));
    }

    private ValueTask<int> List(Request request)
    {
        var fid = request.Fid!;
        ulong parent;
        lock (_gate)
            parent = fid.Path.Parent.Inode;
        var cursor = request.Entries.Begin(request.Parse<Treaddir>().Offset, (int)request.Number, fid.Node.Inode, parent);
        return cursor is { } start
            ? Then(request, fid.Directory!.ReadAsync(start, request.Entries, request.Cancellation), static (_, request) => Listed(request))
            : Listed(request);
    }

    // nothing, where something would have been, looks like the end
    private static ValueTask<int> Listed(Request request) => request.Entries is { Length: 0, IsFull: true }
        ? Refused(request, Errno.EINVAL, "there is no room for an entry")
        : new(request.PutData(request.Entries.Length));

    private ValueTask<int> ReadStats(Request request, ulong offset, uint count)
    {
        request.Number = (uint)RoomFor(count);
        request.Reserve(Protocol.DataHeaderSize + (int)request.Number);
        return InTurn(request, static (session, request) => session.ListStats(request));
    }

    private ValueTask<int> ListStats(Request request)
    {
        var fid = request.Fid!;
        fid.Listing ??= new StatListing();
        return Then(
            request,
            fid.Listing.ReadAsync(this, request, request.Parse<Tread>().Offset, request.Answer.AsMemory(Protocol.DataHeaderSize, (int)request.Number)),
            static (_, request, length) => new(request.PutData(length)));
    }
}
