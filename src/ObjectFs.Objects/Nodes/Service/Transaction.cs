using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>
/// What was written in a staging twin and waits for its commit, by the place in the live tree. Bounded in number and size. Thread-safe: the lock is held over no code of the program's.
/// </summary>
internal sealed partial class Transaction(ObjectRegistry registry, string name, ulong inode)
{
    /// <summary>Values in one transaction.</summary>
    public const int MaxValues = 1024;

    /// <summary>Bytes of one value.</summary>
    public const int MaxValue = 1 << 20;

    /// <summary>Bytes of all values of one transaction.</summary>
    public const int MaxBytes = 16 << 20;

    private const int MaxSeen = 4096;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<ulong, StagedValue> _staged = [];
    private readonly Dictionary<ulong, Seen> _seen = [];
    private long _bytes;
    private long _modified = registry.Now;
    private bool _isClosed;
    private bool _isCommitting;
    private Failure? _refusal;

    public ObjectRegistry Registry => registry;

    public ulong Inode => inode;

    /// <summary>The inode that something live has in the twin; another kind of node is another inode.</summary>
    public ulong InodeOf(ulong live, NodeKind kind) => Objects.Registry.Inode.OfPath(inode, [(byte)kind], (long)live);

    /// <summary>Its path in the tree.</summary>
    public string Path => $"/.objectfs/tx/{name}";

    /// <summary>Why the last commit, or whatever else was asked of the transaction, came to nothing; null where nothing did, or where a commit has succeeded since.</summary>
    public Failure? Refusal
    {
        get
        {
            lock (_gate)
                return _refusal;
        }
    }

    /// <summary>When something last came to wait or went, or a commit was refused; nanoseconds since 1970.</summary>
    public long Modified
    {
        get
        {
            lock (_gate)
                return _modified;
        }
    }

    /// <summary>What waits, in the order in which it was first written.</summary>
    public StagedValue[] Staged
    {
        get
        {
            lock (_gate)
                return [.. _staged.Values];
        }
    }

    /// <summary>Notes a refusal, for <c>status</c> and <c>user.objectfs.error</c> of <c>ctl</c>.</summary>
    public Failure Refuse(Failure failure)
    {
        lock (_gate)
        {
            _refusal = failure;
            _modified = registry.Now;
            return failure;
        }
    }

    /// <summary>What waits for a place, or null.</summary>
    public StagedValue? Find(ulong key)
    {
        lock (_gate)
            return _staged.GetValueOrDefault(key);
    }

    /// <summary>A reader of the twin saw what is live: a write over it is meant for that.</summary>
    public void Note(ulong key, Seen seen)
    {
        lock (_gate)
        {
            if (!_staged.ContainsKey(key) && (_seen.Count < MaxSeen || _seen.ContainsKey(key)))
                _seen[key] = seen;
        }
    }

    /// <summary>Keeps a value; its base is that of what waits there already, or what was last read in the twin.</summary>
    public Result Stage(ulong key, StagedValue value)
    {
        if (value.Content.Length > MaxValue)
            return Refuse(new(Errno.EFBIG, $"{value.Location.Name}: a transaction takes values of at most {MaxValue >> 20} MiB"));
        lock (_gate)
        {
            if (Occupied() is { } refusal)
                return refusal;
            var before = _staged.GetValueOrDefault(key);
            if (before is null && _staged.Count == MaxValues)
                return Refuse(new(Errno.ENOSPC, $"a transaction takes at most {MaxValues} values"));
            var bytes = _bytes + value.Content.Length - (before?.Content.Length ?? 0);
            if (bytes > MaxBytes)
                return Refuse(new(Errno.ENOSPC, $"a transaction takes at most {MaxBytes >> 20} MiB"));
            var seen = before?.Base ?? (_seen.TryGetValue(key, out var read) ? read : value.Base);
            _staged[key] = value with { Base = seen };
            _seen.Remove(key);
            _bytes = bytes;
            _modified = registry.Now;
            return Result.Success;
        }
    }

    /// <summary>Drops all that waits.</summary>
    public Result Abort()
    {
        lock (_gate)
        {
            if (Occupied() is { } refusal)
                return refusal;
            Clear();
            return Result.Success;
        }
    }

    /// <summary>Drops the transaction.</summary>
    public Result Close()
    {
        lock (_gate)
        {
            if (_isCommitting)
                return Committing;
            Clear();
            _isClosed = true;
            return Result.Success;
        }
    }

    private static Failure Committing => new(Errno.EBUSY, "the transaction is being committed");

    private Failure? Occupied() => _isCommitting ? Committing : _isClosed ? new Failure(Errno.ESTALE, "the transaction was dropped") : null;

    private void Clear()
    {
        _staged.Clear();
        _seen.Clear();
        _links.Clear();
        _bytes = 0;
        _refusal = null;
        _modified = registry.Now;
    }
}
