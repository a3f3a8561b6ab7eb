namespace ObjectFs.Tree;

public sealed partial class MemoryDirectory
{
    /// <inheritdoc/>
    public override ValueTask<Result<CreatedFile>> CreateAsync(
        ReadOnlySpan<byte> name, int mode, OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        lock (Volume.Names)
        {
            if (ByName.TryGetValue(name, out var existing))
            {
                return flags.HasFlag(OpenFlags.Exclusive) ? new(Errno.EEXIST)
                    : existing.Node is MemoryFile old ? new(new CreatedFile(old, old.Open(flags).Value))
                    : new(existing.Node is MemoryDirectory ? Errno.EISDIR : Errno.ELOOP);
            }

            var made = MakeFile(name, mode, caller);
            return made.TryGet(out var node) ? new(new CreatedFile(node, ((MemoryFile)node).Open(flags).Value)) : new(made.Failure);
        }
    }

    /// <inheritdoc/>
    public override ValueTask<Result<Node>> CreateDirectoryAsync(ReadOnlySpan<byte> name, int mode, Caller caller, CancellationToken cancellationToken) =>
        new(AsNode(MakeDirectory(name, mode, caller)));

    /// <inheritdoc/>
    public override ValueTask<Result<Node>> CreateSymlinkAsync(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> target, Caller caller, CancellationToken cancellationToken) =>
        new(AsNode(MakeSymlink(name, target, caller)));

    /// <inheritdoc/>
    public override ValueTask<Result> RemoveAsync(ReadOnlySpan<byte> name, NodeKind kind, Caller caller, CancellationToken cancellationToken)
    {
        lock (Volume.Names)
        {
            if (!ByName.TryGetValue(name, out var entry))
                return new(Errno.ENOENT);
            if (entry.Node is MemoryDirectory directory)
            {
                if (kind != NodeKind.Directory)
                    return new(Errno.EISDIR);
                if (directory._entries.Count != 0)
                    return new(Errno.ENOTEMPTY);
            }
            else if (kind == NodeKind.Directory)
            {
                return new(Errno.ENOTDIR);
            }

            Detach(name);
            entry.Node.Unlinked();
            return Result.SuccessAsync;
        }
    }

    private static Result<Node> AsNode(Result<MemoryNode> made) => made.TryGet(out var node) ? node : made.Failure;

    private Result<MemoryNode> MakeFile(ReadOnlySpan<byte> name, int mode, Caller caller)
    {
        lock (Volume.Names)
        {
            var errno = Admit(name);
            return errno == Errno.None ? Attach(name, new MemoryFile(Volume, Volume.NextInode(), mode, caller)) : errno;
        }
    }

    private Result<MemoryNode> MakeDirectory(ReadOnlySpan<byte> name, int mode, Caller caller)
    {
        lock (Volume.Names)
        {
            var errno = Admit(name);
            return errno == Errno.None ? Attach(name, new MemoryDirectory(Volume, Volume.NextInode(), mode, caller, this)) : errno;
        }
    }

    private Result<MemoryNode> MakeSymlink(ReadOnlySpan<byte> name, ReadOnlySpan<byte> target, Caller caller)
    {
        if (target.Length is 0 or > 4095)
            return target.IsEmpty ? Errno.ENOENT : Errno.ENAMETOOLONG;

        lock (Volume.Names)
        {
            var errno = Admit(name);
            return errno == Errno.None ? Attach(name, new MemorySymlink(Volume, Volume.NextInode(), caller, target.ToArray())) : errno;
        }
    }

    /// <summary>Whether a new node may come under the name; takes its place in the volume if so.</summary>
    private Errno Admit(ReadOnlySpan<byte> name) =>
        name.Length > 255 ? Errno.ENAMETOOLONG
        : _removed ? Errno.ENOENT
        : ByName.ContainsKey(name) ? Errno.EEXIST
        : Volume.TryAddNode() ? Errno.None
        : Errno.ENOSPC;

    private MemoryNode Attach(ReadOnlySpan<byte> name, MemoryNode node)
    {
        var key = name.ToArray();
        _snapshot = null;
        _entries.Add(key, new MemoryEntry(key, node, ++_lastOrdinal));
        if (node is MemoryDirectory directory)
        {
            directory._parent = this;
            _directories++;
        }

        Touch();
        return node;
    }

    private void Detach(ReadOnlySpan<byte> name)
    {
        _snapshot = null;
        ByName.Remove(name, out _, out var entry);
        if (entry.Node is MemoryDirectory)
            _directories--;
        Touch();
    }
}
