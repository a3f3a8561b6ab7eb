namespace ObjectFs.Tree;

/// <summary>A file, directory or symbolic link that lives in memory, as on a tmpfs. Thread-safe, never waits. Permission bits are kept, not enforced: that is the gateway's.</summary>
public abstract partial class MemoryNode : Node
{
    private int _mode;
    private uint _userId;
    private uint _groupId;
    private long _modified;
    private long _changed;

    private protected MemoryNode(MemoryVolume volume, ulong inode, int mode, Caller caller)
    {
        Volume = volume;
        Inode = inode;
        _mode = mode & 0xFFF;
        _userId = caller.UserId;
        _groupId = caller.GroupId;
        _modified = _changed = volume.Now;
    }

    /// <inheritdoc/>
    public override ulong Inode { get; }

    /// <summary>The volume it belongs to.</summary>
    public MemoryVolume Volume { get; }

    /// <summary>Bytes of content.</summary>
    public abstract long Size { get; }

    internal virtual int Links => 1;

    /// <inheritdoc/>
    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) => new(Attributes);

    /// <inheritdoc/>
    public override ValueTask<Result<NodeAttributes>> SetAttributesAsync(AttributeChanges changes, Caller caller, CancellationToken cancellationToken)
    {
        if (changes.Size is { } size)
        {
            var errno = Resize(size);
            if (errno != Errno.None)
                return new(errno);
        }

        if (changes.Mode is { } mode)
            _mode = mode & 0xFFF;
        if (changes.UserId is { } userId)
            _userId = userId;
        if (changes.GroupId is { } groupId)
            _groupId = groupId;
        if (changes.Modified is { } modified)
            Volatile.Write(ref _modified, modified);
        Volatile.Write(ref _changed, Volume.Now);
        return new(Attributes);
    }

    /// <summary>Whether the node is still somewhere: in a directory, or open.</summary>
    internal abstract void Unlinked();

    internal virtual Errno Resize(long size) => Errno.EISDIR;

    internal void Touch()
    {
        var now = Volume.Now;
        Volatile.Write(ref _modified, now);
        Volatile.Write(ref _changed, now);
    }

    private NodeAttributes Attributes => new()
    {
        Kind = Kind,
        Inode = Inode,
        Mode = _mode,
        Size = Size,
        Links = Links,
        Modified = Volatile.Read(ref _modified),
        Changed = Volatile.Read(ref _changed),
        UserId = _userId,
        GroupId = _groupId,
    };
}
