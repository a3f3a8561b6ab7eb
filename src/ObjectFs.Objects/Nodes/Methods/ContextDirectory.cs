using ObjectFs.Objects.Methods;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>A context of one's own for calls: <c>call</c>, <c>status</c>, <c>result</c>, <c>error</c>.</summary>
internal sealed class ContextDirectory(CallSite site, CallContext context, ulong inode) : MethodNode(site, inode)
{
    public override NodeKind Kind => NodeKind.Directory;

    protected override int Mode => Site.Host.DirectoryMode;

    protected override long Modified => context.Made;

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        Site.Host.Target is not null && MethodParts.Find(Site, context, Inode, name) is { } part ? new(part) : new(Errno.ENOENT);

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) =>
        new(new CopiedListing([.. MethodParts.Names(inContext: true).Select(name => new Entry(name, NodeKind.File, Registry.Inode.Child(Inode, name)))]));
}
