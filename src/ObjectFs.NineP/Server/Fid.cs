using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>
/// What a client's number stands for: a place in the tree, perhaps opened. The table uses it, and each request while it is at it; whoever is last closes it.
/// </summary>
internal sealed class Fid
{
    private readonly Lock _gate = new();
    private Turns? _turn;
    private int _users;

    public uint Number { get; private set; }

    /// <summary>Whose rights it has.</summary>
    public Caller Caller { get; private set; }

    /// <summary>Whether links were followed for it, as in 9P2000.</summary>
    public bool FollowsLinks { get; private set; }

    /// <summary>Where it is. Looked at and changed under the lock of the session, once it is bound.</summary>
    public FidPath Path { get; } = new();

    /// <summary>What of <see cref="Path"/> counts with the paths of its connection.</summary>
    public int PathBytes { get; set; }

    /// <summary>What it stands for: the end of <see cref="Path"/>.</summary>
    public Node Node { get; private set; } = null!;

    /// <summary>The open file, or null.</summary>
    public Handle? File { get; private set; }

    /// <summary>The open directory, or null.</summary>
    public DirectoryHandle? Directory { get; private set; }

    /// <summary>How it was opened.</summary>
    public OpenFlags Flags { get; private set; }

    /// <summary>Whether the file is to be removed at the end (ORCLOSE).</summary>
    public bool RemovesAtEnd { get; set; }

    /// <summary>How far a directory was read in 9P2000 and .u, where it is read like a file; null before.</summary>
    public StatListing? Listing { get; set; }

    /// <summary>The extended attribute that it reads or writes; null where it is a file.</summary>
    public XattrTransfer? Xattr { get; set; }

    public bool IsOpen => File is not null || Directory is not null || Xattr is not null;

    private Turns Turn => _turn ?? Interlocked.CompareExchange(ref _turn, new Turns(1), null) ?? _turn!;

    /// <summary>A new life, used by whoever called.</summary>
    public void Begin(uint number, Caller caller, bool followsLinks)
    {
        Number = number;
        Caller = caller;
        FollowsLinks = followsLinks;
        Volatile.Write(ref _users, 1);
    }

    /// <summary>The path has led elsewhere.</summary>
    public void Arrive() => Node = Path.Node;

    /// <summary>One user more, unless it has ended.</summary>
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

    /// <summary>Makes it open, unless it is.</summary>
    public bool TryOpen(Handle? file, DirectoryHandle? directory, OpenFlags flags)
    {
        lock (_gate)
        {
            if (IsOpen)
                return false;
            Flags = flags;
            File = file;
            Directory = directory;
            return true;
        }
    }

    /// <summary>Turns it into one that transfers an extended attribute, unless it is open.</summary>
    public bool TryTransfer(XattrTransfer transfer)
    {
        lock (_gate)
        {
            if (IsOpen)
                return false;
            Xattr = transfer;
            return true;
        }
    }

    public bool TryTakeTurn() => Turn.TryTake();

    public ValueTask TakeTurnAsync(CancellationToken cancellationToken) => Turn.TakeAsync(cancellationToken);

    public void EndTurn() => Turn.Return();

    /// <summary>Makes it ready for another life.</summary>
    public void Clear()
    {
        Path.Clear();
        PathBytes = 0;
        Node = null!;
        File = null;
        Directory = null;
        Flags = OpenFlags.None;
        RemovesAtEnd = false;
        Listing = null;
        Xattr = null;
        Caller = default;
    }
}
