namespace ObjectFs.NineP.Server;

/// <summary>
/// The strangers who are still proving who they are. Anybody can be one: there is room for so many, and whoever comes then takes the place of the one that has been at it longest,
/// so that those who do nothing keep nobody out. Thread-safe.
/// </summary>
/// <param name="limit">How many.</param>
/// <param name="sendAway">Ends one.</param>
internal sealed class Handshakes<T>(int limit, Action<T> sendAway)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly LinkedList<T> _strangers = new();

    /// <summary>Lets one in, and sends another away for it where there are too many.</summary>
    public LinkedListNode<T> Begin(T newcomer)
    {
        LinkedListNode<T> stranger = new(newcomer);
        T? longest = null;
        lock (_gate)
        {
            if (_strangers.Count >= limit)
            {
                longest = _strangers.First!.Value;
                _strangers.RemoveFirst();
            }

            _strangers.AddLast(stranger);
        }

        if (longest is not null)
            sendAway(longest);
        return stranger;
    }

    /// <summary>It has proved who it is, or has not.</summary>
    /// <returns>Whether it was let.</returns>
    public bool End(LinkedListNode<T> stranger)
    {
        lock (_gate)
        {
            if (stranger.List is null)
                return false;
            _strangers.Remove(stranger);
            return true;
        }
    }
}
