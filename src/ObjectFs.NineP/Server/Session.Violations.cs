using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>A client that does what the protocol does not allow. It harms itself alone, and whoever runs the server wants to know of it: once, since such a client seldom stops at once.</content>
internal sealed partial class Session
{
    private bool _hasToldOfViolation;

    /// <summary>Who the client is, for people.</summary>
    public string Peer { get; init; } = "A client";

    private ValueTask<int> Violation(Request request, Errno errno, string sentence)
    {
        Violated(request, sentence);
        return Refused(errno);
    }

    /// <summary>Not under the lock: what logs is not ours.</summary>
    private void Violated(Request request, string sentence)
    {
        request.Sentence = sentence;
        if (!Interlocked.Exchange(ref _hasToldOfViolation, true))
            Log.Violated(_logger, Peer, request.Type, sentence);
    }

    /// <summary>Whether a name may be looked up, made or removed.</summary>
    private Errno CheckName(Request request, ReadOnlySpan<byte> name)
    {
        var errno = EntryName.Check(name);
        if (errno == Errno.EINVAL)
            Violated(request, EntryName.Sentence);
        return errno;
    }
}
