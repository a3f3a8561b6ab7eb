using System.Globalization;
using System.Reflection;
using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary><c>.objectfs</c>: what the tree tells of itself.</summary>
internal sealed class ServiceDirectory : TreeDirectory
{
    private const int AllRead = 0x16D; // 0555

    private readonly long _made;
    private readonly Node[] _nodes;
    private readonly List<Entry> _entries = [];

    public ServiceDirectory(ObjectRegistry registry, ulong inode)
    {
        Inode = inode;
        _made = registry.Now;
        _nodes =
        [
            Add("version", own => new ConstantFile(Encoding.UTF8.GetBytes(Version + "\n"), own, _made)),
            Add("pid", own => new ConstantFile(Encoding.UTF8.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n"), own, _made)),
            Add("stats", own => registry.ShowStatisticsAt(own)),
            Add("log", own => new LineFile(registry.Log, own)),
            Add("audit", own => new LineFile(registry.Audit.Lines, own)),
            Add("tx", own => new TransactionsDirectory(registry, own)),
            Add("snap", own => new SnapshotsDirectory(registry, own)),
        ];
    }

    public override ulong Inode { get; }

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = NodeKind.Directory, Inode = Inode, Mode = AllRead, Links = 1, Modified = _made, Freshness = Freshness.Constant, Name = Freshness.Constant });

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            if (name.SequenceEqual(_entries[i].Name.Span))
                return new(_nodes[i]);
        }

        return new(Errno.ENOENT);
    }

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) => new(new CopiedListing(_entries));

    private static string Version =>
        typeof(ServiceDirectory).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private Node Add(string name, Func<ulong, Node> make)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        var node = make(Registry.Inode.Child(Inode, utf8));
        _entries.Add(new(utf8, node.Kind, node.Inode));
        return node;
    }
}
