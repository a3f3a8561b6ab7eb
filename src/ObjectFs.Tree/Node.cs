namespace ObjectFs.Tree;

/// <summary>
/// A place in the tree. Refuses by default what is not overridden, so that a gateway may ask anything of any node, and an operation added later breaks nobody.
/// <para>Thread-safe: any number of calls may run at once. A call never blocks its thread: what has to wait completes later. Names are UTF-8, one component, without
/// <c>/</c> and NUL, never empty, <c>.</c> or <c>..</c>; they are valid only until the call returns its task, so that a node which goes on later copies them first.</para>
/// <para>An exception that escapes is the gateway's to catch, once per request: it becomes EIO with its message.</para>
/// </summary>
public abstract class Node
{
    /// <summary>What the node is; it stays that.</summary>
    public abstract NodeKind Kind { get; }

    /// <summary>Tells the same node in later answers, and as <c>st_ino</c>: from 2 on, stable, never reused for another. The root is 1.</summary>
    public abstract ulong Inode { get; }

    /// <summary>What stat(2) shows. ESTALE where the object behind the node is gone.</summary>
    public abstract ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken);

    /// <summary>The same for a gateway that tells the size only of what is <see cref="Freshness.Constant"/>: where another would cost something to find out, it is 0.</summary>
    public virtual ValueTask<Result<NodeAttributes>> GetAttributesWithoutSizeAsync(CancellationToken cancellationToken) => GetAttributesAsync(cancellationToken);

    /// <summary>truncate(2), chmod(2), chown(2), utimensat(2) by path. Refused with EPERM by default.</summary>
    /// <returns>The attributes afterwards.</returns>
    public virtual ValueTask<Result<NodeAttributes>> SetAttributesAsync(AttributeChanges changes, Caller caller, CancellationToken cancellationToken) =>
        new(Errno.EPERM);

    /// <summary>The node of a name. ENOENT where there is none, ENOTDIR by default.</summary>
    public virtual ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) => new(Errno.ENOTDIR);

    /// <summary>Opens the listing. ENOTDIR by default.</summary>
    public virtual ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) => new(Errno.ENOTDIR);

    /// <summary>Opens the file. EISDIR for a directory by default, else EACCES.</summary>
    public virtual ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        new(Kind == NodeKind.Directory ? Errno.EISDIR : Errno.EACCES);

    /// <summary>Makes a file and opens it; an existing one is opened, unless <see cref="OpenFlags.Exclusive"/>. Refused with EPERM by default.</summary>
    public virtual ValueTask<Result<CreatedFile>> CreateAsync(
        ReadOnlySpan<byte> name, int mode, OpenFlags flags, Caller caller, CancellationToken cancellationToken) => new(RefuseChange);

    /// <summary>Makes a directory. Refused with EPERM by default.</summary>
    public virtual ValueTask<Result<Node>> CreateDirectoryAsync(ReadOnlySpan<byte> name, int mode, Caller caller, CancellationToken cancellationToken) =>
        new(RefuseChange);

    /// <summary>Makes a symbolic link. Refused with EPERM by default.</summary>
    /// <param name="name">The new name.</param>
    /// <param name="target">What the link says; UTF-8, not looked up.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">The caller gave up.</param>
    public virtual ValueTask<Result<Node>> CreateSymlinkAsync(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> target, Caller caller, CancellationToken cancellationToken) => new(RefuseChange);

    /// <summary>Removes a name: <paramref name="kind"/> is <see cref="NodeKind.Directory"/> for rmdir(2), <see cref="NodeKind.File"/> for unlink(2). Refused with EPERM by default.</summary>
    public virtual ValueTask<Result> RemoveAsync(ReadOnlySpan<byte> name, NodeKind kind, Caller caller, CancellationToken cancellationToken) =>
        new(RefuseChange);

    /// <summary>Moves a name to a directory of the same tree. Refused with EPERM by default.
    /// A node may stay under its old name and leave another under the new one, or take in what was moved onto it: a gateway asks anew for what it remembers of the two names.</summary>
    public virtual ValueTask<Result> RenameAsync(
        ReadOnlySpan<byte> name, Node newParent, ReadOnlySpan<byte> newName, RenameFlags flags, Caller caller, CancellationToken cancellationToken) =>
        new(RefuseChange);

    /// <summary>What a symbolic link says, UTF-8, at most 4095 bytes. EINVAL by default.</summary>
    public virtual ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken) => new(Errno.EINVAL);

    /// <summary>The value of an extended attribute. ENODATA where there is none, and by default.</summary>
    public virtual ValueTask<Result<ReadOnlyMemory<byte>>> GetXattrAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) => new(Errno.ENODATA);

    /// <summary>The names of the extended attributes, each ended by NUL (listxattr(2)). None by default.</summary>
    public virtual ValueTask<Result<ReadOnlyMemory<byte>>> ListXattrsAsync(CancellationToken cancellationToken) => new(ReadOnlyMemory<byte>.Empty);

    /// <summary>Sets an extended attribute. Refused with EPERM by default.</summary>
    public virtual ValueTask<Result> SetXattrAsync(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, XattrFlags flags, Caller caller, CancellationToken cancellationToken) => new(Errno.EPERM);

    /// <summary>Removes an extended attribute. Refused with EPERM by default.</summary>
    public virtual ValueTask<Result> RemoveXattrAsync(ReadOnlySpan<byte> name, Caller caller, CancellationToken cancellationToken) => new(Errno.EPERM);

    /// <summary>Tells a gateway of changes to whatever is <see cref="Freshness.Watched"/> in the tree below this root, until disposed.
    /// Null by default: nothing here is ever <see cref="Freshness.Watched"/>.</summary>
    public virtual IDisposable? Watch(INodeWatcher watcher) => null;

    private Errno RefuseChange => Kind == NodeKind.Directory ? Errno.EPERM : Errno.ENOTDIR;
}
