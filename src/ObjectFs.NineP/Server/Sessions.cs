namespace ObjectFs.NineP.Server;

/// <summary>The sessions of a server, so that what one of them moves the fids of all can follow. Thread-safe.</summary>
internal sealed class Sessions
{
    private readonly Lock _gate = new();
    private readonly HashSet<Session> _all = [];

    public void Add(Session session)
    {
        lock (_gate)
            _all.Add(session);
    }

    public void Remove(Session session)
    {
        lock (_gate)
            _all.Remove(session);
    }

    /// <summary>A name was moved.</summary>
    public void Follow(Move move)
    {
        Session[] all;
        lock (_gate)
            all = [.. _all];
        foreach (var session in all)
            session.Follow(move);
    }
}
