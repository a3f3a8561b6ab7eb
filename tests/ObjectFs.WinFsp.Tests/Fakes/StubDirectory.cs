using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp.Tests;

/// <summary>A directory of nodes that a test has made.</summary>
internal sealed class StubDirectory(ulong inode = 1) : Node
{
    private readonly SortedDictionary<string, Node> _children = new(StringComparer.Ordinal);

    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode { get; } = inode;

    public INodeWatcher? Watcher { get; private set; }

    /// <summary>Whether the one who watches has stopped.</summary>
    public bool HasWatchEnded { get; private set; }

    public Freshness Freshness { get; init; }

    /// <summary>What is found under a name that takes its time; null for the others.</summary>
    public Func<string, Task<Result<Node>>?>? Find { get; init; }

    public Node this[string name]
    {
        set => _children[name] = value;
    }

    public void Remove(string name) => _children.Remove(name);

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = Kind, Inode = Inode, Mode = 0b111_101_101, Freshness = Freshness });

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        Find?.Invoke(Encoding.UTF8.GetString(name)) is { } finding ? new(finding)
        : _children.TryGetValue(Encoding.UTF8.GetString(name), out var node) ? new(node)
        : new(Errno.ENOENT);

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) =>
        new(new Opened([.. _children]));

    public override IDisposable? Watch(INodeWatcher watcher)
    {
        Watcher = watcher;
        return new Watching(this);
    }

    private sealed class Watching(StubDirectory directory) : IDisposable
    {
        public void Dispose() => directory.HasWatchEnded = true;
    }

    private sealed class Opened(KeyValuePair<string, Node>[] children) : DirectoryHandle
    {
        public override ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
        {
            for (var i = (int)cursor; i < children.Length; i++)
            {
                if (!sink.TryAdd(Encoding.UTF8.GetBytes(children[i].Key), children[i].Value.Kind, children[i].Value.Inode, (ulong)i + 1))
                    break;
            }

            return Result.SuccessAsync;
        }
    }
}
