using System.Runtime.CompilerServices;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <content>Names of a directory.</content>
internal sealed partial class RemoteNode
{
    /// <inheritdoc/>
    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        if (Kind != NodeKind.Directory)
            return new(Errno.ENOTDIR);
        var walk = _file.WalkAsync(name, cancellationToken);
        return FoundAsync(walk, name.ToArray(), PlaceOf(name), cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask<Result<CreatedFile>> CreateAsync(
        ReadOnlySpan<byte> name, int mode, OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        Kind == NodeKind.Directory ? CreateAsync(name.ToArray(), mode, flags, caller, cancellationToken) : new(Errno.ENOTDIR);

    /// <inheritdoc/>
    public override ValueTask<Result<Node>> CreateDirectoryAsync(ReadOnlySpan<byte> name, int mode, Caller caller, CancellationToken cancellationToken) =>
        Kind == NodeKind.Directory
            ? MadeAsync(_file.MakeDirectoryAsync(name, mode, caller.GroupId, cancellationToken), name.ToArray(), cancellationToken)
            : new(Errno.ENOTDIR);

    /// <inheritdoc/>
    public override ValueTask<Result<Node>> CreateSymlinkAsync(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> target, Caller caller, CancellationToken cancellationToken) =>
        Kind == NodeKind.Directory
            ? MadeAsync(_file.SymlinkAsync(name, target, caller.GroupId, cancellationToken), name.ToArray(), cancellationToken)
            : new(Errno.ENOTDIR);

    /// <inheritdoc/>
    public override ValueTask<Result> RemoveAsync(ReadOnlySpan<byte> name, NodeKind kind, Caller caller, CancellationToken cancellationToken) =>
        Kind == NodeKind.Directory ? _file.UnlinkAsync(name, kind, cancellationToken) : new(Errno.ENOTDIR);

    /// <inheritdoc/>
    public override ValueTask<Result> RenameAsync(
        ReadOnlySpan<byte> name, Node newParent, ReadOnlySpan<byte> newName, RenameFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if (newParent is not RemoteNode there || there._tree != _tree)
            return new(Errno.EXDEV);
        if (Kind != NodeKind.Directory || there.Kind != NodeKind.Directory)
            return new(Errno.ENOTDIR);
        return flags switch
        {
            RenameFlags.None => _file.RenameAsync(name, there._file, newName, cancellationToken),
            RenameFlags.NoReplace => RenameToNewAsync(name.ToArray(), there, newName.ToArray(), cancellationToken),
            // 9P has no message for it
            _ => new(Errno.EINVAL),
        };
    }

    private int PlaceOf(ReadOnlySpan<byte> name)
    {
        HashCode place = default;
        place.Add(Inode);
        place.AddBytes(name);
        return place.ToHashCode();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Result<Node>> FoundAsync(ValueTask<Result<NinePFile>> walk, byte[] name, int place, CancellationToken cancellationToken)
    {
        var found = await walk.ConfigureAwait(false);
        if (found.Errno is Errno.ENFILE or Errno.EMFILE)
        {
            await _tree.ReclaimAsync().ConfigureAwait(false);
            found = await _file.WalkAsync(name, cancellationToken).ConfigureAwait(false);
        }

        return found.TryGet(out var file) ? await _tree.NodeOfAsync(file, place).ConfigureAwait(false) : found.Failure;
    }

    private async ValueTask<Result<Node>> MadeAsync(ValueTask<Result> make, byte[] name, CancellationToken cancellationToken)
    {
        var made = await make.ConfigureAwait(false);
        return made.Succeeded ? await LookupAsync(name, cancellationToken).ConfigureAwait(false) : made.Failure;
    }

    private async ValueTask<Result<CreatedFile>> CreateAsync(byte[] name, int mode, OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        var created = await _file.CreateAsync(name, mode, flags, caller.GroupId, cancellationToken).ConfigureAwait(false);
        if (!created.TryGet(out var file))
            return created.Failure;
        // the node has a fid of its own, because that of an open file cannot be walked from
        var found = await LookupAsync(name, cancellationToken).ConfigureAwait(false);
        if (found.TryGet(out var node))
            return new CreatedFile(node, new RemoteHandle(file, (flags & OpenFlags.Truncate) != 0));
        await file.DisposeAsync().ConfigureAwait(false);
        return found.Failure;
    }

    private async ValueTask<Result> RenameToNewAsync(byte[] name, RemoteNode newParent, byte[] newName, CancellationToken cancellationToken)
    {
        // as near as the protocol comes to it
        var there = await newParent.LookupAsync(newName, cancellationToken).ConfigureAwait(false);
        if (there.Succeeded)
            return Errno.EEXIST;
        return there.Errno == Errno.ENOENT
            ? await _file.RenameAsync(name, newParent._file, newName, cancellationToken).ConfigureAwait(false)
            : there.Failure;
    }
}
