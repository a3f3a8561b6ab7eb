using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>A directory of a snapshot. Filled by one thread before anybody sees it, then never changed.</summary>
internal sealed class FrozenDirectory(ulong inode, long made) : Node
{
    private const int OwnerReads = 0x140; // 0500

    private readonly Dictionary<byte[], Node> _nodes = new(Utf8Names.Comparer);
    private readonly List<Entry> _entries = [];

    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode => inode;

    public void Add(ReadOnlyMemory<byte> name, Node node)
    {
        if (_nodes.TryAdd(name.ToArray(), node))
            _entries.Add(new(name, node.Kind, node.Inode));
    }

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = NodeKind.Directory, Inode = inode, Mode = OwnerReads, Links = 1, Modified = made });

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        _nodes.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out var node) ? new(node) : new(Errno.ENOENT);

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) => new(new CopiedListing(_entries));
}
