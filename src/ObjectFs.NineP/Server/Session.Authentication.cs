using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>Tauth, and the reads, writes and clunks of its fids (attach(5)). They are in a table of their own: nothing else can be done with them.</content>
internal sealed partial class Session
{
    // A client needs one.
    private const int MaxAuthentications = 16;

    private readonly Dictionary<uint, Authentication> _authentications = [];
    private bool _isLetIn;

    /// <summary>Whether there is room for one more who has proved itself; asked once.</summary>
    public Func<bool> LetIn { get; init; } = static () => true;

    private ValueTask<int> Auth(Request request)
    {
        if (!request.TryParse(out Tauth asked))
            return Malformed(request);

        // ENOENT is what diod's clients take for "not needed"
        if (_options.Secret.IsEmpty)
            return Refused(request, Errno.ENOENT, "authentication not required");
        if (asked.AuthFid == Protocol.NoFid)
            return Violation(request, Errno.EINVAL, "that is no fid");
        lock (_gate)
        {
            if (_authentications.Count >= MaxAuthentications)
                return Refused(request, Errno.ENFILE, $"{MaxAuthentications} authentication fids are in use, as many as a connection may have; clunk some");
            if (!_fids.ContainsKey(asked.AuthFid) && _authentications.TryAdd(asked.AuthFid, new Authentication(_options.Secret)))
                return new(request.Put(new Rauth { Qid = new(QidType.Authentication, 0, asked.AuthFid) }));
        }

        return Violation(request, Errno.EBADF, "fid in use");
    }

    /// <summary>Whether somebody may attach who names this fid as its proof.</summary>
    private Errno CheckProof(Request request, uint number)
    {
        if (_options.Secret.IsEmpty)
        {
            if (number == Protocol.NoFid)
                return Errno.None;
            request.Sentence = "there is no such authentication fid";
            return Errno.EBADF;
        }

        if (!TryFindAuthentication(number, out var authentication) || !authentication.IsProven)
        {
            // Plan 9's words come first, by which a client of 9P2000 has the number
            Violated(request, "authentication required: this server is for those who prove by Tauth that they know its secret");
            return Errno.EACCES;
        }

        _isLetIn = _isLetIn || LetIn();
        if (_isLetIn)
            return Errno.None;
        request.Sentence = "there are as many connections as the server may have; try again";
        return Errno.EMFILE;
    }

    private bool TryFindAuthentication(uint number, out Authentication authentication)
    {
        lock (_gate)
            return _authentications.TryGetValue(number, out authentication!);
    }

    private ValueTask<int> ReadAuthentication(Request request, uint number, ulong offset, uint count)
    {
        if (!TryFindAuthentication(number, out var authentication))
            return UnknownFid(request);
        var content = authentication.Content;
        var start = (int)Math.Min(offset, (ulong)content.Length);
        var length = Math.Min(RoomFor(count), content.Length - start);
        content.AsSpan(start, length).CopyTo(request.Reserve(Protocol.DataHeaderSize + length).AsSpan(Protocol.DataHeaderSize));
        return new(request.PutData(length));
    }

    private ValueTask<int> WriteAuthentication(Request request, in Twrite asked)
    {
        if (!TryFindAuthentication(asked.Fid, out var authentication))
            return UnknownFid(request);
        var taken = authentication.Take(asked.Offset, asked.Data);
        return taken.Succeeded
            ? new(request.Put(new Rwrite { Count = (uint)asked.Data.Length }))
            : Violation(request, taken.Errno, taken.Failure.Sentence!);
    }

    /// <summary>The fid is gone; what was proved by it stays proved.</summary>
    private bool TryEndAuthentication(uint number)
    {
        lock (_gate)
            return _authentications.Remove(number);
    }
}
