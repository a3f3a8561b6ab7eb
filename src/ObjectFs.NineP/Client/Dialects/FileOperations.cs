using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <summary>What can be done with a file, in the messages of one dialect. Names were checked.</summary>
internal abstract class FileOperations
{
    public abstract ValueTask<Result<NodeAttributes>> GetAttributesAsync(NinePFile file, CancellationToken cancellationToken);

    public abstract ValueTask<Result> SetAttributesAsync(NinePFile file, AttributeChanges changes, CancellationToken cancellationToken);

    public abstract ValueTask<Result<Answer>> OpenAsync(NinePFile file, OpenFlags flags, CancellationToken cancellationToken);

    public abstract ValueTask<Result> FlushAsync(NinePFile file, CancellationToken cancellationToken);

    public abstract ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(NinePFile file, CancellationToken cancellationToken);

    public abstract ValueTask<Result> MakeDirectoryAsync(NinePFile directory, byte[] name, int mode, uint groupId, CancellationToken cancellationToken);

    public abstract ValueTask<Result> SymlinkAsync(NinePFile directory, byte[] name, byte[] target, uint groupId, CancellationToken cancellationToken);

    public abstract ValueTask<Result> RenameAsync(
        NinePFile directory, byte[] name, NinePFile newDirectory, byte[] newName, CancellationToken cancellationToken);

    /// <summary>An extended attribute, or with an empty name the list of them.</summary>
    public abstract ValueTask<Result<ReadOnlyMemory<byte>>> GetXattrAsync(NinePFile file, byte[] name, CancellationToken cancellationToken);

    /// <summary>Sets an extended attribute; an empty value removes it.</summary>
    public abstract ValueTask<Result> SetXattrAsync(NinePFile file, byte[] name, byte[] value, XattrFlags flags, CancellationToken cancellationToken);

    /// <summary>Asks an open directory for more names.</summary>
    /// <param name="file">The directory.</param>
    /// <param name="position">Where to go on; 0 for the start.</param>
    /// <param name="buffer">Where the answer goes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Bytes of the answer; 0 at the end.</returns>
    public abstract ValueTask<Result<int>> ReadPageAsync(NinePFile file, ulong position, Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Takes such an answer apart.</summary>
    /// <returns>Where to go on, or null where the answer makes no sense.</returns>
    public abstract ulong? TakePage(NinePFile file, ulong position, ReadOnlySpan<byte> page, Listing listing);

    /// <summary>Removes a name of a directory; by default, as everywhere but in .L, by a fid for what it leads to.</summary>
    public virtual async ValueTask<Result> UnlinkAsync(NinePFile directory, byte[] name, NodeKind kind, CancellationToken cancellationToken)
    {
        var found = await directory.WalkAsync(name, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var file))
            return found.Failure;
        if ((file.Kind == NodeKind.Directory) == (kind == NodeKind.Directory))
            return await file.RemoveAsync(cancellationToken).ConfigureAwait(false);
        await file.DisposeAsync().ConfigureAwait(false);
        return kind == NodeKind.Directory ? Errno.ENOTDIR : Errno.EISDIR;
    }

    /// <summary>Makes a file and opens it; one that is there is opened, unless it is to be new.</summary>
    public async ValueTask<Result<NinePFile>> CreateAsync(
        NinePFile directory, byte[] name, int mode, OpenFlags flags, uint groupId, CancellationToken cancellationToken)
    {
        var cloned = await directory.CloneAsync(cancellationToken).ConfigureAwait(false);
        if (!cloned.TryGet(out var file))
            return cloned.Failure;

        // the fid moves from the directory to the file
        var created = await CreateHereAsync(file, name, mode, flags, groupId, cancellationToken).ConfigureAwait(false);
        if (created.TryGet(out var answer))
        {
            file.BecomeOpen(answer, flags);
            return file;
        }

        await file.DisposeAsync().ConfigureAwait(false);
        if (created.Errno != Errno.EEXIST || (flags & OpenFlags.Exclusive) != 0)
            return created.Failure;
        return await OpenExistingAsync(directory, name, flags, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a file in the directory that a fid stands for, and moves the fid to it.</summary>
    protected abstract ValueTask<Result<Answer>> CreateHereAsync(
        NinePFile directory, byte[] name, int mode, OpenFlags flags, uint groupId, CancellationToken cancellationToken);

    private static async ValueTask<Result<NinePFile>> OpenExistingAsync(
        NinePFile directory, byte[] name, OpenFlags flags, CancellationToken cancellationToken)
    {
        var found = await directory.WalkAsync(name, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var file))
            return found;
        var opened = await file.OpenAsync(flags, cancellationToken).ConfigureAwait(false);
        if (opened.Succeeded)
            return file;
        await file.DisposeAsync().ConfigureAwait(false);
        return opened.Failure;
    }
}
