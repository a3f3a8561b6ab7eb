using ObjectFs.Tree;

namespace ObjectFs.Cli.Mounting;

/// <summary>Hands on what it is asked to a node of a connection; where that has ended, or ends meanwhile, it says so.</summary>
internal abstract class RemoteDelegate(RemoteTree tree) : Node
{
    protected RemoteTree Tree { get; } = tree;

    /// <summary>What is answered where the connection has ended.</summary>
    protected abstract Errno Absent { get; }

    /// <summary>The same in words.</summary>
    protected abstract string AbsentSentence { get; }

    private Failure Gone => new(Absent, AbsentSentence);

    public override async ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        TryReach(out var node, out var era) ? Told(era, await node.GetAttributesAsync(cancellationToken).ConfigureAwait(false)) : Gone;

    public override async ValueTask<Result<NodeAttributes>> SetAttributesAsync(AttributeChanges changes, Caller caller, CancellationToken cancellationToken) =>
        TryReach(out var node, out var era) ? Told(era, await node.SetAttributesAsync(changes, caller, cancellationToken).ConfigureAwait(false)) : Gone;

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        TryReach(out var node, out var era) ? WrapAsync(era, node.LookupAsync(name, cancellationToken)) : new(Gone);

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) =>
        TryReach(out var node, out var era) ? ListAsync(era, node.OpenDirectoryAsync(caller, cancellationToken)) : new(Gone);

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        TryReach(out var node, out var era) ? CheckAsync(era, node.OpenAsync(flags, caller, cancellationToken)) : new(Gone);

    public override ValueTask<Result<CreatedFile>> CreateAsync(
        ReadOnlySpan<byte> name, int mode, OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        return TryReach(out var node, out var era) ? WrapCreatedAsync(era, node.CreateAsync(name, mode, flags, caller, cancellationToken)) : new(Gone);

        async ValueTask<Result<CreatedFile>> WrapCreatedAsync(RemoteEra at, ValueTask<Result<CreatedFile>> pending)
        {
            var made = Check(at, await pending.ConfigureAwait(false));
            return made.TryGet(out var file) ? file with { Node = new RemoteNode(Tree, at, file.Node) } : made;
        }
    }

    public override ValueTask<Result<Node>> CreateDirectoryAsync(ReadOnlySpan<byte> name, int mode, Caller caller, CancellationToken cancellationToken) =>
        TryReach(out var node, out var era) ? WrapAsync(era, node.CreateDirectoryAsync(name, mode, caller, cancellationToken)) : new(Gone);

    public override ValueTask<Result<Node>> CreateSymlinkAsync(ReadOnlySpan<byte> name, ReadOnlySpan<byte> target, Caller caller, CancellationToken cancellationToken) =>
        TryReach(out var node, out var era) ? WrapAsync(era, node.CreateSymlinkAsync(name, target, caller, cancellationToken)) : new(Gone);

    public override ValueTask<Result> RemoveAsync(ReadOnlySpan<byte> name, NodeKind kind, Caller caller, CancellationToken cancellationToken) =>
        TryReach(out var node, out var era) ? CheckAsync(era, node.RemoveAsync(name, kind, caller, cancellationToken)) : new(Gone);

    public override ValueTask<Result> RenameAsync(
        ReadOnlySpan<byte> name, Node newParent, ReadOnlySpan<byte> newName, RenameFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if (!TryReach(out var node, out var era))
            return new(Gone);
        return newParent is RemoteDelegate remote && remote.TryReach(out var parent, out var other) && other == era
            ? CheckAsync(era, node.RenameAsync(name, parent, newName, flags, caller, cancellationToken))
            : new(Errno.EXDEV);
    }

    public override ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken) =>
        TryReach(out var node, out var era) ? CheckAsync(era, node.ReadLinkAsync(cancellationToken)) : new(Gone);

    public override ValueTask<Result<ReadOnlyMemory<byte>>> GetXattrAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        TryReach(out var node, out var era) ? CheckAsync(era, node.GetXattrAsync(name, cancellationToken)) : new(Gone);

    public override ValueTask<Result<ReadOnlyMemory<byte>>> ListXattrsAsync(CancellationToken cancellationToken) =>
        TryReach(out var node, out var era) ? CheckAsync(era, node.ListXattrsAsync(cancellationToken)) : new(Gone);

    public override ValueTask<Result> SetXattrAsync(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, XattrFlags flags, Caller caller, CancellationToken cancellationToken) =>
        TryReach(out var node, out var era) ? CheckAsync(era, node.SetXattrAsync(name, value, flags, caller, cancellationToken)) : new(Gone);

    public override ValueTask<Result> RemoveXattrAsync(ReadOnlySpan<byte> name, Caller caller, CancellationToken cancellationToken) =>
        TryReach(out var node, out var era) ? CheckAsync(era, node.RemoveXattrAsync(name, caller, cancellationToken)) : new(Gone);

    /// <summary>The node of the connection, and that connection; false where it has ended.</summary>
    protected abstract bool TryReach(out Node node, out RemoteEra now);

    private async ValueTask<Result<Node>> WrapAsync(RemoteEra era, ValueTask<Result<Node>> pending)
    {
        var found = Check(era, await pending.ConfigureAwait(false));
        return found.TryGet(out var node) ? new RemoteNode(Tree, era, node) : found;
    }

    private async ValueTask<Result<DirectoryHandle>> ListAsync(RemoteEra era, ValueTask<Result<DirectoryHandle>> pending)
    {
        var opened = Check(era, await pending.ConfigureAwait(false));
        return opened.TryGet(out var listing) ? new RemoteListing(era, listing) : opened;
    }

    private async ValueTask<Result<T>> CheckAsync<T>(RemoteEra era, ValueTask<Result<T>> pending) => Check(era, await pending.ConfigureAwait(false));

    private async ValueTask<Result> CheckAsync(RemoteEra era, ValueTask<Result> pending)
    {
        var result = await pending.ConfigureAwait(false);
        return !result.Succeeded && era.HasEnded ? Gone : result;
    }

    private Result<T> Check<T>(RemoteEra era, Result<T> result) => !result.Succeeded && era.HasEnded ? Gone : result;

    // whatever the program promises of its nodes ends with it, and the mount outlives it
    private Result<NodeAttributes> Told(RemoteEra era, Result<NodeAttributes> told) =>
        told.TryGet(out var attributes) ? attributes with { Inode = Inode, Freshness = Freshness.Volatile, Name = Freshness.Volatile } : Check(era, told);
}
