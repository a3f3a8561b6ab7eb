namespace ObjectFs.Tree;

/// <summary>A symbolic link in memory.</summary>
public sealed class MemorySymlink : MemoryNode
{
    private readonly byte[] _target;

    internal MemorySymlink(MemoryVolume volume, ulong inode, Caller caller, byte[] target)
        : base(volume, inode, 0x1FF, caller)
    {
        _target = target;
    }

    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Symlink;

    /// <inheritdoc/>
    public override long Size => _target.Length;

    /// <inheritdoc/>
    public override ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken) => new(new ReadOnlyMemory<byte>(_target));

    internal override void Unlinked()
    {
        ReleaseXattrs();
        Volume.RemoveNode();
    }

    internal override Errno Resize(long size) => Errno.EINVAL;
}
