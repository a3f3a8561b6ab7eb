using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>A directory of the parts of a collection, copied at each listing. What the parts are called, and how they change, is the derived class's business.</summary>
internal abstract partial class CollectionDirectory(Location location, ulong inode) : DescribedNode
{
    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode => inode;

    protected Location Location => location;

    protected override Location Place => location;

    protected override Facts? Declared => location.Facts;

    protected override Failure? Refusal => location.Host.Registry.Refusals.Below(location)?.Failure;

    protected override long? Changed => Math.Max(location.LastChange ?? 0, Interlocked.Read(ref _modified)) is > 0 and var time ? time : null;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        if (location.Host.Target is null)
            return new(Host.Gone);
        var asked = location.ReadAsync(null, this, static directory => (Result<bool>)directory.CanChange());
        return asked.IsCompletedSuccessfully ? new(Attributes(asked.Result)) : AttributesAsync(asked);
    }

    private async ValueTask<Result<NodeAttributes>> AttributesAsync(ValueTask<Result<bool>> asked) => Attributes(await asked.OffPool());

    // a getter that throws or takes too long costs the right to change, not the directory
    private Result<NodeAttributes> Attributes(Result<bool> canChange) => canChange.Errno == Errno.ESTALE
        ? canChange.Failure
        : new NodeAttributes
        {
            Kind = NodeKind.Directory,
            Inode = inode,
            Mode = location.Host.DirectoryMode | (canChange.TryGet(out var can) && can ? 0x80 : 0),
            Modified = Math.Max(location.Host.Born, Interlocked.Read(ref _modified)),
        };

    private bool CanChange() => location.Read() is { } collection && CanChange(collection);

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) => LookupAsync(name.ToArray());

    private async ValueTask<Result<Node>> LookupAsync(byte[] name)
    {
        var found = await location.CallAsync(null, (Directory: this, name), static state => state.Directory.Find(state.name)).OffPool();
        var partInode = Registry.Inode.Child(inode, name);
        if (found.Errno == Errno.ENOENT)
            return location.Host.Registry.NewEntries.TryGet(partInode, out var made) ? made : Errno.ENOENT;
        if (!found.TryGet(out var part))
            return found.Failure;
        return part is AppendLocation end ? new AppendFile(end, partInode) : await NodeOf.LookAsync(part, partInode, before: null).OffPool();
    }

    public override async ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken)
    {
        var listed = await location.CallAsync(caller, this, static directory => (Result<List<Entry>>)directory.List()).OffPool();
        if (!listed.TryGet(out var entries))
            return listed.Failure;
        var opened = CopiedListing.Open(entries);
        return opened.TryGet(out var listing) ? listing : new Requester(location, caller).Refuse(opened.Failure, null);
    }

    /// <summary>The place of a part, ENOENT where there is none of the name. Runs under the policy of the host, and may throw.</summary>
    protected abstract Result<Location> Find(byte[] name);

    /// <summary>The names of all parts. Runs under the policy of the host, and may throw.</summary>
    protected abstract List<Entry> List();

    protected Entry EntryOf(byte[] name, Type declaredType) =>
        new(name, NodeOf.KindOf(Forms.OfDeclared(declaredType)), Registry.Inode.Child(inode, name));
}
