using System.Text;
using Microsoft.Extensions.Logging;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>Tversion, Tattach (version(5), attach(5)).</content>
internal sealed partial class Session
{
    private ValueTask<int> Version(Request request)
    {
        if (!request.TryParse(out Tversion asked))
            return Malformed(request);

        var dialect = Find(asked.Version);
        if (dialect is null || asked.MessageSize < Protocol.MinMessageSize)
        {
            if (_logger.IsEnabled(LogLevel.Warning))
                Log.NoCommonVersion(_logger, OneLine.Of(Encoding.UTF8.GetString(asked.Version[..Math.Min(asked.Version.Length, 32)])), asked.MessageSize, Protocol.MinMessageSize);
            Reset();
            _dialect = null;
            return new(request.Put(new Rversion { MessageSize = asked.MessageSize, Version = "unknown"u8 }));
        }

        Reset();
        _dialect = dialect;
        MessageSize = (int)Math.Min(asked.MessageSize, (uint)_options.MaxMessageSize);
        return new(request.Put(new Rversion { MessageSize = (uint)MessageSize, Version = Name(dialect.Value) }));
    }

    /// <summary>What is asked for may go on after a period, which is ours to leave out.</summary>
    private static NinePDialect? Find(ReadOnlySpan<byte> version) =>
        Is(version, "9P2000.L"u8) ? NinePDialect.Linux
        : Is(version, "9P2000.u"u8) ? NinePDialect.Unix
        : Is(version, "9P2000"u8) ? NinePDialect.Plan9
        : null;

    private static bool Is(ReadOnlySpan<byte> version, ReadOnlySpan<byte> name) => version.StartsWith(name) && (version.Length == name.Length || version[name.Length] == (byte)'.');

    private static ReadOnlySpan<byte> Name(NinePDialect dialect) => dialect switch
    {
        NinePDialect.Linux => "9P2000.L"u8,
        NinePDialect.Unix => "9P2000.u"u8,
        _ => "9P2000"u8,
    };

    /// <summary>A new session: nothing of the old one is left, and none of its answers will come.</summary>
    private void Reset()
    {
        lock (_gate)
        {
            _epoch++;
            _authentications.Clear();
        }

        Abandon();
        RemoveAllFids();
        _locks.ReleaseAll(this);
    }

    private ValueTask<int> Attach(Request request)
    {
        if (!request.TryParse(out Tattach asked))
            return Malformed(request);
        if (CheckProof(request, asked.AuthFid) is var unproven && unproven != Errno.None)
            return Refused(unproven);
        if (Identify(asked.NumericUser, out var caller) is { } refusal)
            return Refused(request, Errno.EPERM, refusal);
        if (TryBegin(request, asked.Fid, caller, out var fid) is var errno && errno != Errno.None)
            return Refused(errno);

        fid.Path.Begin(_root);
        fid.Arrive();
        return asked.AttachName.Trim((byte)'/').IsEmpty ? Attached(request) : AttachBelowAsync(request, asked.AttachName.Trim((byte)'/').ToArray());
    }

    private static ValueTask<int> Attached(Request request) => new(request.Put(new Rattach { Qid = QidOf.Node(request.NewFid!.Node) }));

    /// <summary>What is attached to may be a directory of the tree, by its path: nothing above it is there for this client.</summary>
    private async ValueTask<int> AttachBelowAsync(Request request, byte[] path)
    {
        var fid = request.NewFid!;
        for (var rest = path.AsMemory(); !rest.IsEmpty;)
        {
            var slash = rest.Span.IndexOf((byte)'/');
            var name = slash < 0 ? rest : rest[..slash];
            rest = slash < 0 ? default : rest[(slash + 1)..];
            var found = await Step(request, fid.Path, name.Span).OffPool();
            if (!found.TryGet(out var node))
                return RefusedAs(request, found.Failure);
            fid.Path.Push(node, name.Span);
        }

        fid.Path.Begin(fid.Path.Node);
        if (CountPath(request, fid) is var errno && errno != Errno.None)
            return -(int)errno;
        fid.Arrive();
        return await Attached(request).OffPool();
    }

    /// <summary>Whose rights an attachment has: those of the peer, whatever name it gives; root may take those of another.</summary>
    /// <returns>Why not.</returns>
    private string? Identify(uint asked, out Caller caller)
    {
        caller = _peer;
        if (asked == Protocol.NoNumber || _peer.UserId is Caller.Unknown || asked == _peer.UserId)
            return null;
        if (_peer.UserId != 0)
            return $"user {_peer.UserId} cannot attach as user {asked}";
        caller = new Caller(asked, Caller.Unknown, _peer.ProcessId);
        return null;
    }
}
