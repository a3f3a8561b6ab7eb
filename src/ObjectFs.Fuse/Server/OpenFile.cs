using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>An open file or directory. Closed when nobody uses it any more; changes take turns.</summary>
internal sealed class OpenFile
{
    private Turns? _turn;
    private int _users = 1;

    public OpenFile(Handle? file, DirectoryHandle? directory, bool flushAtClose)
    {
        File = file;
        Directory = directory;
        FlushAtClose = flushAtClose;
    }

    public Handle? File { get; }

    public DirectoryHandle? Directory { get; }

    /// <summary>The kernel was told to send no FLUSH though something may have been written.</summary>
    public bool FlushAtClose { get; }

    private Turns Turn => _turn ?? Interlocked.CompareExchange(ref _turn, new Turns(1), null) ?? _turn!;

    /// <summary>One user more, unless it is closed.</summary>
    public bool TryEnter()
    {
        for (var users = Volatile.Read(ref _users); users > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
                return true;
            users = seen;
        }

        return false;
    }

    /// <summary>One user less.</summary>
    /// <returns>Whether it was the last, who closes.</returns>
    public bool Leave() => Interlocked.Decrement(ref _users) == 0;

    public bool TryTakeTurn() => Turn.TryTake();

    public ValueTask TakeTurnAsync(CancellationToken cancellationToken) => Turn.TakeAsync(cancellationToken);

    public void EndTurn() => Turn.Return();
}
