namespace ObjectFs.Tree;

public sealed partial class MemoryDirectory
{
    /// <inheritdoc/>
    public override ValueTask<Result> RenameAsync(
        ReadOnlySpan<byte> name, Node newParent, ReadOnlySpan<byte> newName, RenameFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if (newParent is not MemoryDirectory target || target.Volume != Volume)
            return new(Errno.EXDEV);
        if (flags is not (RenameFlags.None or RenameFlags.NoReplace or RenameFlags.Exchange))
            return new(Errno.EINVAL);
        if (newName.Length > 255)
            return new(Errno.ENAMETOOLONG);

        lock (Volume.Names)
            return new(Rename(name, target, newName, flags));
    }

    private Errno Rename(ReadOnlySpan<byte> name, MemoryDirectory target, ReadOnlySpan<byte> newName, RenameFlags flags)
    {
        if (target._removed || !ByName.TryGetValue(name, out var moved))
            return Errno.ENOENT;
        if (moved.Node is MemoryDirectory directory && target.IsWithin(directory))
            return Errno.EINVAL;

        if (!target.ByName.TryGetValue(newName, out var replaced))
        {
            if (flags == RenameFlags.Exchange)
                return Errno.ENOENT;
        }
        else if (flags == RenameFlags.NoReplace)
        {
            return Errno.EEXIST;
        }
        else if (replaced.Node == moved.Node)
        {
            return Errno.None;
        }
        else if (flags == RenameFlags.Exchange)
        {
            return Exchange(name, moved.Node, target, newName, replaced.Node);
        }
        else if (Replace(moved.Node, replaced.Node) is var errno && errno != Errno.None)
        {
            return errno;
        }
        else
        {
            target.Detach(newName);
            replaced.Node.Unlinked();
        }

        Detach(name);
        target.Attach(newName, moved.Node);
        return Errno.None;
    }

    private static Errno Replace(MemoryNode moved, MemoryNode replaced) => (moved, replaced) switch
    {
        (MemoryDirectory, MemoryDirectory old) => old._entries.Count == 0 ? Errno.None : Errno.ENOTEMPTY,
        (MemoryDirectory, _) => Errno.ENOTDIR,
        (_, MemoryDirectory) => Errno.EISDIR,
        _ => Errno.None,
    };

    private Errno Exchange(ReadOnlySpan<byte> name, MemoryNode moved, MemoryDirectory target, ReadOnlySpan<byte> newName, MemoryNode replaced)
    {
        if (replaced is MemoryDirectory directory && IsWithin(directory))
            return Errno.EINVAL;

        Detach(name);
        target.Detach(newName);
        Attach(name, replaced);
        target.Attach(newName, moved);
        return Errno.None;
    }

    private bool IsWithin(MemoryDirectory directory)
    {
        for (var at = this; at is not null; at = at._parent)
        {
            if (at == directory)
                return true;
        }

        return false;
    }
}
