using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary>
/// A directory that the registry makes: the root, a type's, one on the way of a path. Its attributes are <see cref="Freshness.Volatile"/>, because telling every watcher of each
/// object that comes would cost more than asking; its link count is 1, which tells find(1) that the number of its directories cannot be told from it.
/// </summary>
internal abstract class RegistryDirectory(ObjectRegistry registry, ulong inode) : TreeDirectory
{
    private const int ReadOnlyMode = 0x16D; // 0555
    private const int WritableMode = 0x1ED; // 0755

    private DirectoryExtras? _extras;
    private bool _areExtrasKnown;

    /// <summary>Whose it is.</summary>
    public ObjectRegistry Registry { get; } = registry;

    /// <inheritdoc/>
    public sealed override ulong Inode { get; } = inode;

    /// <summary>What is shown beside instances.</summary>
    public DirectoryExtras? Extras
    {
        get
        {
            if (!Volatile.Read(ref _areExtrasKnown))
            {
                Interlocked.CompareExchange(ref _extras, DirectoryExtras.For(this), null);
                Volatile.Write(ref _areExtrasKnown, true);
            }

            return _extras;
        }
    }

    /// <summary>When a name last came or went, nanoseconds since 1970.</summary>
    protected abstract long Modified { get; }

    /// <summary>How long the directory's own name leads to it.</summary>
    protected abstract Freshness NameFreshness { get; }

    /// <summary>Whether somebody may make an instance or give one another name.</summary>
    protected virtual bool IsChangeable => false;

    /// <summary>Whether there may be instances that are made, removed and renamed here.</summary>
    protected virtual bool HasInstances => false;

    /// <inheritdoc/>
    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes
        {
            Kind = NodeKind.Directory,
            Inode = Inode,
            Mode = IsChangeable ? WritableMode : ReadOnlyMode,
            Links = 1,
            Modified = Modified,
            Name = NameFreshness,
        });

    /// <inheritdoc/>
    public sealed override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        Extras is { } extras && extras.Holds(name) ? extras.LookupAsync(name, cancellationToken) : FindAsync(name);

    /// <inheritdoc/>
    public sealed override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) =>
        Extras is { } extras ? OpenWithExtrasAsync(extras, caller, cancellationToken) : new(OpenListing(null));

    /// <inheritdoc/>
    public sealed override ValueTask<Result<CreatedFile>> CreateAsync(
        ReadOnlySpan<byte> name, int mode, OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        Members(name)?.CreateAsync(name, mode, flags, caller, cancellationToken) ?? base.CreateAsync(name, mode, flags, caller, cancellationToken);

    /// <inheritdoc/>
    public sealed override ValueTask<Result<Node>> CreateDirectoryAsync(ReadOnlySpan<byte> name, int mode, Caller caller, CancellationToken cancellationToken) =>
        IsOfInstance(name) ? MakeInstanceAsync(name, caller) :
        Members(name)?.CreateDirectoryAsync(name, mode, caller, cancellationToken) ?? base.CreateDirectoryAsync(name, mode, caller, cancellationToken);

    /// <inheritdoc/>
    public sealed override ValueTask<Result<Node>> CreateSymlinkAsync(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> target, Caller caller, CancellationToken cancellationToken) =>
        Members(name)?.CreateSymlinkAsync(name, target, caller, cancellationToken) ?? base.CreateSymlinkAsync(name, target, caller, cancellationToken);

    /// <inheritdoc/>
    public sealed override ValueTask<Result> RemoveAsync(ReadOnlySpan<byte> name, NodeKind kind, Caller caller, CancellationToken cancellationToken) =>
        kind == NodeKind.Directory && IsOfInstance(name) ? RemoveInstanceAsync(name, caller) :
        Members(name)?.RemoveAsync(name, kind, caller, cancellationToken) ?? base.RemoveAsync(name, kind, caller, cancellationToken);

    /// <inheritdoc/>
    public sealed override ValueTask<Result> RenameAsync(
        ReadOnlySpan<byte> name, Node newParent, ReadOnlySpan<byte> newName, RenameFlags flags, Caller caller, CancellationToken cancellationToken) =>
        IsOfInstance(name) && Extras?.Holds(newName) != true ? RenameInstanceAsync(name, newParent, newName, flags, caller) :
        Members(name)?.RenameAsync(name, newParent, newName, flags, caller, cancellationToken)
        ?? base.RenameAsync(name, newParent, newName, flags, caller, cancellationToken);

    /// <summary>The directory of static members that a name belongs to, where it does.</summary>
    public virtual ObjectDirectory? Members(ReadOnlySpan<byte> name) => null;

    /// <summary>Makes an instance.</summary>
    protected virtual ValueTask<Result<Node>> MakeInstanceAsync(ReadOnlySpan<byte> name, Caller caller) => new(Errno.EPERM);

    /// <summary>Removes an instance that was made so.</summary>
    protected virtual ValueTask<Result> RemoveInstanceAsync(ReadOnlySpan<byte> name, Caller caller) => new(Errno.EPERM);

    /// <summary>Gives an instance another name.</summary>
    protected virtual ValueTask<Result> RenameInstanceAsync(ReadOnlySpan<byte> name, Node newParent, ReadOnlySpan<byte> newName, RenameFlags flags, Caller caller) =>
        new(Errno.EPERM);

    private bool IsOfInstance(ReadOnlySpan<byte> name) => HasInstances && Extras?.Holds(name) != true;

    /// <summary>The inode of something here that has no number of its own.</summary>
    protected ulong ChildInode(ReadOnlySpan<byte> name) => Objects.Registry.Inode.Child(Inode, name);

    /// <summary>The node of a name that is not among the extras.</summary>
    protected abstract ValueTask<Result<Node>> FindAsync(ReadOnlySpan<byte> name);

    /// <summary>A listing of what is not among the extras, after the extras.</summary>
    protected abstract Listing OpenListing(DirectoryHandle? extras);

    private async ValueTask<Result<DirectoryHandle>> OpenWithExtrasAsync(DirectoryExtras extras, Caller caller, CancellationToken cancellationToken)
    {
        Result<DirectoryHandle> opened = await extras.OpenDirectoryAsync(caller, cancellationToken).OffPool();
        return opened.TryGet(out DirectoryHandle? handle) ? OpenListing(handle) : opened.Failure;
    }
}
