using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>A directory of the parts of a collection, copied at each listing. What the parts are called is the derived class's business.</summary>
internal abstract class CollectionDirectory(Location location, ulong inode) : Node
{
    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode => inode;

    protected Location Location => location;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        location.Host.Target is null
            ? new(Host.Gone)
            : new(new NodeAttributes { Kind = NodeKind.Directory, Inode = inode, Mode = location.Host.DirectoryMode, Modified = location.Host.Born });

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) => LookupAsync(name.ToArray());

    private async ValueTask<Result<Node>> LookupAsync(byte[] name)
    {
        var found = await location.CallAsync(null, (Directory: this, name), static state => state.Directory.Find(state.name)).ConfigureAwait(false);
        if (!found.TryGet(out var part))
            return Errno.ENOENT;
        var partInode = Registry.Inode.Child(inode, name);
        return await NodeOf.LookAsync(part, partInode, before: null).ConfigureAwait(false);
    }

    public override async ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken)
    {
        var listed = await location.CallAsync(caller, this, static directory => (Result<List<Entry>>)directory.List()).ConfigureAwait(false);
        return listed.TryGet(out var entries) ? new CopiedListing(entries) : listed.Failure;
    }

    /// <summary>The place of a part, ENOENT where there is none of the name. Runs under the policy of the host, and may throw.</summary>
    protected abstract Result<Location> Find(byte[] name);

    /// <summary>The names of all parts. Runs under the policy of the host, and may throw.</summary>
    protected abstract List<Entry> List();

    protected Entry EntryOf(byte[] name, Type declaredType) =>
        new(name, NodeOf.KindOf(Shapes.Forms.OfDeclared(declaredType)), Registry.Inode.Child(inode, name));
}
