using ObjectFs.Objects.Nodes.Directories;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary><c>.by</c>: a directory for each scalar or text member.</summary>
internal sealed class ByDirectory(TypeDirectory type, Extent extent, ulong inode) : Node
{
    private readonly Shape _shape = Shape.Of(extent.Type);
    private readonly Node?[] _members = new Node?[Shape.Of(extent.Type).Members.Count];

    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode => inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(AttributesOf(inode, Access.Policies.Of(extent.Type).ModeMask, extent));

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        if (_shape.Find(name) is not { } member || !Columns.IsColumn(member))
            return new(Errno.ENOENT);
        ref var node = ref _members[member.Ordinal];
        return new(Volatile.Read(ref node) ?? Interlocked.CompareExchange(ref node, new ByMember(type, new(extent, member), InodeOf(member)), null) ?? node);
    }

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) =>
        new(new CopiedListing([.. Columns.Of(extent.Type).Select(member => new Entry(member.FileName, NodeKind.Directory, InodeOf(member)))]));

    /// <summary>The attributes of a directory in <c>.by</c>.</summary>
    /// <param name="inode">Its own.</param>
    /// <param name="mask">What is left of permission bits: to be searched by whoever may read.</param>
    /// <param name="extent">The instances.</param>
    public static NodeAttributes AttributesOf(ulong inode, int mask, Extent extent) => new()
    {
        Kind = NodeKind.Directory,
        Inode = inode,
        Mode = (mask & 0x124) | ((mask & 0x124) >> 2),
        Links = 1,
        Modified = extent.Modified,
    };

    private ulong InodeOf(Member member) => Registry.Inode.Child(inode, member.FileName);
}
