using System.Runtime.CompilerServices;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <summary>A file of a server's, as a node. Everything may change at any moment, and nobody is told.</summary>
internal sealed partial class RemoteNode : Node
{
    private readonly RemoteTree _tree;
    private volatile NinePFile _file;
    private int _place;

    public RemoteNode(RemoteTree tree, NinePFile file, int place)
    {
        _tree = tree;
        _file = file;
        _place = place;
        Kind = file.Kind;
        Inode = file.Inode;
    }

    /// <inheritdoc/>
    public override NodeKind Kind { get; }

    /// <inheritdoc/>
    public override ulong Inode { get; }

    /// <summary>The fid, not open; walks begin here.</summary>
    public NinePFile File => _file;

    /// <summary>Takes another fid, if the file was found elsewhere than before. The old one may still be in use; it is clunked once nobody holds it. The tree's lock guards this.</summary>
    public bool TryMove(NinePFile file, int place)
    {
        if (place == _place)
            return false;
        _place = place;
        _file = file;
        return true;
    }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        var result = await _file.GetAttributesAsync(cancellationToken).ConfigureAwait(false);
        Note(result.Errno);
        return result;
    }

    /// <inheritdoc/>
    public override async ValueTask<Result<NodeAttributes>> SetAttributesAsync(AttributeChanges changes, Caller caller, CancellationToken cancellationToken)
    {
        var result = await _file.SetAttributesAsync(changes, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? await GetAttributesAsync(cancellationToken).ConfigureAwait(false) : result.Failure;
    }

    /// <inheritdoc/>
    public override async ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if (Kind != NodeKind.File)
            return Kind == NodeKind.Directory ? Errno.EISDIR : Errno.ELOOP;
        var opened = await OpenFileAsync(flags, cancellationToken).ConfigureAwait(false);
        return opened.TryGet(out var file) ? new RemoteHandle(file, (flags & OpenFlags.Truncate) != 0) : opened.Failure;
    }

    /// <inheritdoc/>
    public override async ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (Kind != NodeKind.Directory)
            return Errno.ENOTDIR;
        var opened = await OpenFileAsync(OpenFlags.Read, cancellationToken).ConfigureAwait(false);
        return opened.TryGet(out var file) ? new RemoteDirectoryHandle(file) : opened.Failure;
    }

    /// <inheritdoc/>
    public override ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken) => _file.ReadLinkAsync(cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<Result<ReadOnlyMemory<byte>>> GetXattrAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        _file.GetXattrAsync(name, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<Result<ReadOnlyMemory<byte>>> ListXattrsAsync(CancellationToken cancellationToken) => _file.ListXattrsAsync(cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<Result> SetXattrAsync(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, XattrFlags flags, Caller caller, CancellationToken cancellationToken) =>
        _file.SetXattrAsync(name, value, flags, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<Result> RemoveXattrAsync(ReadOnlySpan<byte> name, Caller caller, CancellationToken cancellationToken) =>
        _file.RemoveXattrAsync(name, cancellationToken);

    private async ValueTask<Result<NinePFile>> OpenFileAsync(OpenFlags flags, CancellationToken cancellationToken)
    {
        var cloned = await _file.CloneAsync(cancellationToken).ConfigureAwait(false);
        if (!cloned.TryGet(out var file))
        {
            Note(cloned.Errno);
            return cloned;
        }

        var opened = await file.OpenAsync(flags, cancellationToken).ConfigureAwait(false);
        if (opened.Succeeded)
            return file;
        await file.DisposeAsync().ConfigureAwait(false);
        return opened.Failure;
    }

    private void Note(Errno errno)
    {
        if (errno is Errno.ENOENT or Errno.ESTALE or Errno.EBADF)
            _tree.Forget(this);
    }
}
