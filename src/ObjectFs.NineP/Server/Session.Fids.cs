using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>The numbers of the client.</content>
internal sealed partial class Session
{
    // Bytes of a fid's path beyond what every path takes, for all fids on an average: deep ones are few, in a tree of objects.
    private const long PathBytesOfFid = 1024;

    private readonly Dictionary<uint, Fid> _fids = [];
    private readonly Stack<Fid> _unused = new();
    private long _pathBytes;

    /// <summary>Takes a fid into use until the answer.</summary>
    private bool TryFind(Request request, uint number, out Fid fid)
    {
        lock (_gate)
        {
            if (!_fids.TryGetValue(number, out fid!) || !fid.TryEnter())
                return false;
        }

        if (request.Fid is null)
            request.Fid = fid;
        else
            request.OtherFid = fid;
        return true;
    }

    private ValueTask<int> UnknownFid(Request request) => Violation(request, Errno.EBADF, "unknown fid");

    /// <summary>A fid that the answer will bind.</summary>
    private Errno TryBegin(Request request, uint number, Caller caller, out Fid fid)
    {
        fid = null!;
        if (number == Protocol.NoFid)
        {
            Violated(request, "that is no fid");
            return Errno.EINVAL;
        }

        bool isBound;
        lock (_gate)
        {
            isBound = _fids.ContainsKey(number) || _authentications.ContainsKey(number);
            if (!isBound && _fids.Count < _options.MaxFids)
            {
                request.NewFid = fid = NewFid(number, caller);
                return Errno.None;
            }
        }

        if (isBound)
        {
            Violated(request, "fid in use");
            return Errno.EBADF;
        }

        TellOfLimit(_options.MaxFids, "fids", Errno.ENFILE);
        request.Sentence = $"{_options.MaxFids} fids are in use, as many as a connection may have; clunk some";
        return Errno.ENFILE;
    }

    /// <summary>Counts the path of a fid that the answer will bind with those of the connection, until the fid goes. Long ones are bounded together; ordinary ones by the number of fids.</summary>
    private Errno CountPath(Request request, Fid fid)
    {
        var more = fid.Path.ExtraBytes - fid.PathBytes;
        if (more == 0)
            return Errno.None;
        fid.PathBytes += more;
        var limit = _options.MaxFids * PathBytesOfFid;
        if (Interlocked.Add(ref _pathBytes, more) <= limit || more < 0)
            return Errno.None;

        TellOfLimit(limit, "bytes of the paths of fids", Errno.ENFILE);
        request.Sentence = $"the paths of the fids take {limit} bytes, as many as a connection may have; clunk some";
        return Errno.ENFILE;
    }

    /// <summary>Under the lock.</summary>
    private Fid NewFid(uint number, Caller caller)
    {
        if (!_unused.TryPop(out var fid))
            fid = new Fid();
        fid.Begin(number, caller, _dialect == NinePDialect.Plan9);
        return fid;
    }

    /// <summary>Puts the fid into the table, which uses it from now on. Under the lock, at the moment of the answer.</summary>
    private Errno Bind(Request request, Fid fid)
    {
        // walked onto itself: the old one goes
        var replaced = request.Fid is { } old && old.Number == fid.Number ? old : null;
        if ((_fids.TryGetValue(fid.Number, out var there) && there != replaced) || _authentications.ContainsKey(fid.Number))
        {
            request.Sentence = "fid in use";
            return Errno.EBADF;
        }

        if (there is null && replaced is not null)
        {
            request.Sentence = "unknown fid";
            return Errno.EBADF;
        }

        _fids[fid.Number] = fid;
        request.NewFid = null;
        if (there is null)
            Interlocked.Increment(ref _counters.Fids);
        else
            there.Leave();
        return Errno.None;
    }

    /// <summary>Takes a fid out of the table; whoever is at it keeps it until then.</summary>
    private bool Unbind(Fid fid)
    {
        lock (_gate)
        {
            if (!_fids.TryGetValue(fid.Number, out var there) || there != fid)
                return false;
            _fids.Remove(fid.Number);
        }

        Interlocked.Decrement(ref _counters.Fids);
        _locks.Release(this, fid.Node.Inode, fid.Number);
        Leave(fid);
        return true;
    }

    private void RemoveAllFids()
    {
        Fid[] all;
        lock (_gate)
        {
            all = [.. _fids.Values];
            _fids.Clear();
        }

        Interlocked.Add(ref _counters.Fids, -all.Length);
        foreach (var fid in all)
            Leave(fid);
    }

    /// <summary>One user less; the last closes.</summary>
    private void Leave(Fid fid)
    {
        if (!fid.Leave())
            return;
        if (fid.File is not null || fid.Directory is not null || fid.RemovesAtEnd)
            _ = CloseAsync(fid);
        else
            Recycle(fid);
    }

    private async Task CloseAsync(Fid fid)
    {
        try
        {
            await CloseAsync(fid.File, fid.Directory).OffPool();
            if (fid.RemovesAtEnd)
                await RemoveAsync(fid, CancellationToken.None).OffPool();
        }
        catch (Exception exception)
        {
            // the one place for what escapes the removal of a file at its end, of which no client hears
            Log.CloseEscaped(_logger, exception);
        }

        Recycle(fid);
    }

    private void Recycle(Fid fid)
    {
        if (fid.Xattr is { } transfer)
            Interlocked.Add(ref _xattrBytes, -transfer.Length);
        if (fid.File is not null || fid.Directory is not null)
            Interlocked.Decrement(ref _open);
        if (fid.PathBytes != 0)
            Interlocked.Add(ref _pathBytes, -fid.PathBytes);
        fid.Clear();
        lock (_gate)
        {
            // one with room for a long path would count with whatever comes next
            if (_unused.Count < MaxUnused && fid.Path.ExtraBytes <= PathBytesOfFid)
                _unused.Push(fid);
        }
    }
}
