using System.Text;
using ObjectFs.Objects.Nodes.Collections;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>A directory of a staging twin: the live one, with what is staged over its members. Without methods, and without what starts with a dot.</summary>
internal sealed class TwinDirectory(Transaction transaction, Node live) : Node
{
    private static Failure ValuesAlone => new(Errno.EPERM, "in a transaction values are set; nothing is made or removed");

    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode => transaction.InodeOf(live.Inode, NodeKind.Directory);

    public override async ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        var known = await live.GetAttributesAsync(cancellationToken).OffPool();
        return known.TryGet(out var attributes)
            ? attributes with { Inode = Inode, Freshness = Freshness.Volatile, Name = Freshness.Volatile, Links = 1 }
            : known;
    }

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        if (transaction.FindLink(live.Inode, name) is { } link)
            return new(link);
        if (name[0] == '.')
            return new(Errno.ENOENT);
        var key = KeyOf(name);
        var looked = live.LookupAsync(name, cancellationToken);
        return looked.IsCompletedSuccessfully ? new(Wrap(key, looked.Result)) : WrapAsync(key, looked);
    }

    public override async ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken)
    {
        var opened = await live.OpenDirectoryAsync(caller, cancellationToken).OffPool();
        return opened.TryGet(out var handle) ? new TwinListing(this, handle) : opened.Failure;
    }

    /// <summary>The inode of an entry, as its lookup has it; null for what does not appear.</summary>
    public ulong? InodeOf(ReadOnlySpan<byte> name, NodeKind kind, ulong inode)
    {
        if (name[0] == '.')
            return null;
        if (kind == NodeKind.Directory)
            return transaction.InodeOf(inode, kind);

        // of a class's members some are methods; looking one up runs nothing of the program's
        if (kind == NodeKind.File && live is not (CollectionDirectory or FutureDirectory))
        {
            var looked = live.LookupAsync(name, CancellationToken.None);
            if (looked.IsCompletedSuccessfully && looked.Result is { Succeeded: true, Value: not (ValueFile or SequenceFile) })
                return null;
        }

        return transaction.InodeOf(KeyOf(name), kind);
    }

    public override ValueTask<Result<Node>> CreateSymlinkAsync(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> target, Caller caller, CancellationToken cancellationToken) =>
        live is ObjectDirectory directory
            ? directory.Shape.Find(name) is not null ? new(Errno.EEXIST) : new(transaction.AddLink(live.Inode, name, target))
            : base.CreateSymlinkAsync(name, target, caller, cancellationToken);

    public override ValueTask<Result<CreatedFile>> CreateAsync(ReadOnlySpan<byte> name, int mode, OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        new(transaction.Refuse(ValuesAlone));

    public override ValueTask<Result<Node>> CreateDirectoryAsync(ReadOnlySpan<byte> name, int mode, Caller caller, CancellationToken cancellationToken) =>
        new(transaction.Refuse(ValuesAlone));

    public override ValueTask<Result> RemoveAsync(ReadOnlySpan<byte> name, NodeKind kind, Caller caller, CancellationToken cancellationToken) =>
        transaction.RemoveLink(live.Inode, name) ? Result.SuccessAsync : new(transaction.Refuse(ValuesAlone));

    public override ValueTask<Result> RenameAsync(
        ReadOnlySpan<byte> name, Node newParent, ReadOnlySpan<byte> newName, RenameFlags flags, Caller caller, CancellationToken cancellationToken) =>
        flags == RenameFlags.None && newParent.Inode == Inode && transaction.FindLink(live.Inode, name) is { } link
            ? StageAsync(name.ToArray(), link, newName.ToArray(), caller, cancellationToken)
            : new(transaction.Refuse(new(Errno.EPERM, "in a transaction only a symbolic link made there can be renamed, onto a member of the same object")));

    private async ValueTask<Result> StageAsync(byte[] name, PendingLink link, byte[] member, Caller caller, CancellationToken cancellationToken)
    {
        var looked = await live.LookupAsync(member, cancellationToken).OffPool();
        if (!looked.TryGet(out var node))
            return looked.Failure;
        if (LocationOf(node) is not { } location)
            return Errno.EPERM;
        var staged = await transaction.StageLinkAsync(KeyOf(member), location, node as ValueFile, Encoding.UTF8.GetString(link.Target.Span), caller).OffPool();
        if (staged.Succeeded)
            transaction.RemoveLink(live.Inode, name);
        return staged;
    }

    private static Location? LocationOf(Node node) => node switch
    {
        ValueFile file => file.Location,
        ReferenceNode reference => reference.Location,
        _ => null,
    };

    private ulong KeyOf(ReadOnlySpan<byte> name) => Registry.Inode.Child(live.Inode, name);

    private async ValueTask<Result<Node>> WrapAsync(ulong key, ValueTask<Result<Node>> looked) => Wrap(key, await looked.OffPool());

    private Result<Node> Wrap(ulong key, Result<Node> looked)
    {
        if (!looked.TryGet(out var node))
            return looked;
        if (node.Kind == NodeKind.Directory)
            return new TwinDirectory(transaction, node);
        if (LocationOf(node) is { } location && transaction.Find(key) is { } staged)
            return staged.Kind == NodeKind.Symlink ? new TwinLink(transaction, key, node) : new TwinFile(transaction, key, node, location);
        return node switch
        {
            ValueFile file => new TwinFile(transaction, key, file, file.Location),
            SequenceFile => new TwinView(transaction, key, node),
            _ when node.Kind == NodeKind.Symlink => new TwinLink(transaction, key, node),
            _ => Errno.ENOENT,
        };
    }
}
