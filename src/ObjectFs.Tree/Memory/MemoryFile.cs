namespace ObjectFs.Tree;

/// <summary>A regular file in memory. What is removed while open stays readable until closed.</summary>
public sealed partial class MemoryFile : MemoryNode
{
    private readonly Lock _gate = new();
    private int _opens;
    private bool _discarded;

    internal MemoryFile(MemoryVolume volume, ulong inode, int mode, Caller caller)
        : base(volume, inode, mode, caller)
    {
    }

    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.File;

    /// <inheritdoc/>
    public override long Size => Volatile.Read(ref _size);

    /// <inheritdoc/>
    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) => new(Open(flags));

    /// <summary>Gives back what the file holds, at once or, where it is open, at its last close.</summary>
    public void Discard()
    {
        lock (_gate)
        {
            if (_discarded)
                return;

            _discarded = true;
            if (_opens == 0)
                Free();
        }
    }

    internal override void Unlinked() => Discard();

    // what was given back must not be taken again by whoever found the file before
    private bool IsFreed => _discarded && _opens == 0;

    internal Result<Handle> Open(OpenFlags flags)
    {
        lock (_gate)
        {
            if (IsFreed)
                return Errno.ESTALE;
            _opens++;
        }

        if ((flags & OpenFlags.Truncate) != 0)
            Resize(0);
        return new MemoryFileHandle(this, flags);
    }

    internal void Closed()
    {
        lock (_gate)
        {
            if (--_opens == 0 && _discarded)
                Free();
        }
    }

    private void Free()
    {
        Volume.Release(_size);
        _size = 0;
        _chunks = [];
        ReleaseXattrs();
        Volume.RemoveNode();
    }
}
