using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Server;

/// <summary>The locks of all connections (fcntl(2)): advisory, owned by a process of a client, gone with the fid or the connection. Never waits. Thread-safe.</summary>
internal sealed class LockTable
{
    private const int MaxLocks = 4096;
    private const int MaxLocksOfSession = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, List<FileLock>> _files = [];
    private int _count;

    /// <summary>Files that are locked.</summary>
    public int Files
    {
        get
        {
            lock (_gate)
                return _files.Count;
        }
    }

    /// <summary>Takes a lock, or gives one back; parts of it are parts of those that the owner has.</summary>
    public LockStatus Set(ulong inode, FileLock asked)
    {
        lock (_gate)
        {
            var isThere = _files.TryGetValue(inode, out var locks);
            locks ??= [];
            if (asked.Type != LockType.Unlock && locks.Exists(asked.ConflictsWith))
                return LockStatus.Blocked;

            // giving back the middle of a lock leaves two
            var changed = locks.FindAll(held => held.IsOfSameOwner(asked) && held.Overlaps(asked));
            List<FileLock> left = asked.Type == LockType.Unlock ? [] : [asked];
            foreach (var held in changed)
            {
                if (held.Start < asked.Start)
                    left.Add(held with { End = asked.Start - 1 });
                if (held.End > asked.End)
                    left.Add(held with { Start = asked.End + 1 });
            }

            if (!HasRoom(asked.Session, left.Count - changed.Count))
                return LockStatus.Error;
            locks.RemoveAll(changed.Contains);
            locks.AddRange(left);
            if (!isThere)
                _files.Add(inode, locks);
            Count(inode, locks);
            return LockStatus.Success;
        }
    }

    /// <summary>The lock that is in the way of another, or null.</summary>
    public FileLock? Find(ulong inode, FileLock asked)
    {
        lock (_gate)
            return _files.TryGetValue(inode, out var locks) ? locks.Find(asked.ConflictsWith) : null;
    }

    /// <summary>Those that were taken by a fid.</summary>
    public void Release(Session session, ulong inode, uint fid)
    {
        lock (_gate)
        {
            if (_count > 0 && _files.TryGetValue(inode, out var locks))
                Release(session, inode, fid, locks);
        }
    }

    // apart, so that every clunk does not pay for the closure
    private void Release(Session session, ulong inode, uint fid, List<FileLock> locks)
    {
        locks.RemoveAll(held => held.Session == session && held.Fid == fid);
        Count(inode, locks);
    }

    /// <summary>Those of a connection.</summary>
    public void ReleaseAll(Session session)
    {
        lock (_gate)
        {
            if (_count == 0)
                return;
            foreach (var (inode, locks) in _files.ToArray())
            {
                locks.RemoveAll(held => held.Session == session);
                Count(inode, locks);
            }
        }
    }

    private bool HasRoom(Session session, int more) =>
        more <= 0 || (_count + more <= MaxLocks && (_count + more <= MaxLocksOfSession || CountOf(session) + more <= MaxLocksOfSession));

    private int CountOf(Session session) => _files.Values.Sum(each => each.Count(held => held.Session == session));

    private void Count(ulong inode, List<FileLock> locks)
    {
        if (locks.Count == 0)
            _files.Remove(inode);
        _count = _files.Values.Sum(static each => each.Count);
    }
}
