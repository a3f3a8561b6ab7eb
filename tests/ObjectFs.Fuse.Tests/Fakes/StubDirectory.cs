using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Fuse.Tests;

/// <summary>A root with a few files that a test has made.</summary>
internal sealed class StubDirectory : Node
{
    private readonly Dictionary<string, Node> _children = [];

    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode { get; }

    public Freshness Freshness { get; init; }

    public INodeWatcher? Watcher { get; private set; }

    public bool Watchable { get; init; }

    public StubDirectory(ulong inode = 1)
    {
        Inode = inode;
    }

    public Node this[string name]
    {
        set => _children[name] = value;
    }

    public void Remove(string name) => _children.Remove(name);

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = Kind, Inode = Inode, Mode = 0b111_101_101, Freshness = Freshness, Name = Freshness });

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        _children.TryGetValue(Encoding.UTF8.GetString(name), out var node) ? new(node) : new(Errno.ENOENT);

    public override IDisposable? Watch(INodeWatcher watcher)
    {
        if (!Watchable)
            return null;
        Watcher = watcher;
        return new CancellationTokenSource();
    }
}
