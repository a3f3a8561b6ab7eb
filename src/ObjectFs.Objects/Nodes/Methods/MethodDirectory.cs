using ObjectFs.Objects.Methods;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary><c>.Heal</c>: the channel, what tells of the method, and the contexts that people make.</summary>
internal sealed class MethodDirectory(CallSite site, ulong inode) : MethodNode(site, inode)
{
    private readonly Node?[] _parts = new Node?[MethodParts.Names(inContext: false).Count];

    public override NodeKind Kind => NodeKind.Directory;

    protected override int Mode => Site.Host.DirectoryMode | (0x80 & Site.Method.CallMode);

    protected override bool IsConstant => true;

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        if (Site.Host.Target is null)
            return new(Errno.ENOENT);
        var names = MethodParts.Names(inContext: false);
        for (var i = 0; i < names.Count; i++)
        {
            if (name.SequenceEqual(names[i]))
                return new(_parts[i] ??= MethodParts.Find(Site, null, Inode, name)!);
        }

        return Site.State?.Find(name) is { } context ? new(NodeOf(context)) : new(Errno.ENOENT);
    }

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (Site.State is not { } state)
            return new(Host.Gone);
        return new(new CopiedListing(
        [
            .. MethodParts.Names(inContext: false).Select(name => new Entry(name, NodeKind.File, Registry.Inode.Child(Inode, name))),
            .. state.Contexts.Select(context => new Entry(context.Name, NodeKind.Directory, InodeOf(context))),
        ]));
    }

    public override ValueTask<Result<Node>> CreateDirectoryAsync(ReadOnlySpan<byte> name, int mode, Caller caller, CancellationToken cancellationToken)
    {
        if (Site.State is not { } state)
            return new(Host.Gone);
        if ((Site.Method.CallMode & 0x80) == 0)
            return new(Refuse(caller, Errno.EACCES, "its mode does not let it be called"));
        if (MethodParts.Find(Site, null, Inode, name) is not null)
            return new(Errno.EEXIST);
        var added = state.Add(name, Site.Host.Registry.Now);
        return added.TryGet(out var context) ? new(NodeOf(context)) : new(added.Failure.Sentence is { } sentence ? Refuse(caller, added.Errno, sentence) : added.Failure);
    }

    public override ValueTask<Result> RemoveAsync(ReadOnlySpan<byte> name, NodeKind kind, Caller caller, CancellationToken cancellationToken)
    {
        if (Site.State is not { } state)
            return new(Host.Gone);
        if (MethodParts.Find(Site, null, Inode, name) is not null)
            return new(kind == NodeKind.Directory ? Errno.ENOTDIR : Refuse(caller, Errno.EPERM, "what tells of a method cannot be removed"));
        return new(kind == NodeKind.Directory ? state.Remove(name) : state.Find(name) is null ? Errno.ENOENT : Errno.EISDIR);
    }

    // a new directory of an old name is another directory
    private ulong InodeOf(CallContext context) => Registry.Inode.OfPath(Inode, context.Name, context.Serial);

    private ContextDirectory NodeOf(CallContext context) => new(Site, context, InodeOf(context));
}
