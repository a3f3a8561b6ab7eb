using System.Collections.Concurrent;
using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests;

/// <summary>A directory of whatever nodes a test puts there, before or while it is served.</summary>
internal sealed class StubDirectory(ulong inode = 1) : Node
{
    private readonly ConcurrentDictionary<string, Node> _children = new();
    private readonly ConcurrentDictionary<string, ulong> _ordinals = new();
    private ulong _lastOrdinal;

    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode { get; } = inode;

    public int Opened { get; private set; }

    /// <summary>Listings that were closed.</summary>
    public int Closed;

    public Func<string, CancellationToken, ValueTask<Result<Node>>>? OnLookup { get; init; }

    public Func<string, CancellationToken, ValueTask<Result<CreatedFile>>>? OnCreate { get; init; }

    public Func<string, CancellationToken, ValueTask<Result<Node>>>? OnMakeDirectory { get; init; }

    public Func<string, CancellationToken, ValueTask<Result>>? OnRemove { get; init; }

    /// <summary>Waited at within each read of the listing.</summary>
    public Gate? Listing { get; init; }

    public Node this[string name]
    {
        set
        {
            _children[name] = value;
            _ordinals.TryAdd(name, Interlocked.Increment(ref _lastOrdinal));
        }
    }

    public void Drop(string name)
    {
        _children.TryRemove(name, out _);
        _ordinals.TryRemove(name, out _);
    }

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = Kind, Inode = Inode, Mode = 0b111_111_111 });

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetString(name);
        return OnLookup?.Invoke(text, cancellationToken) ?? (_children.TryGetValue(text, out var node) ? new(node) : new(Errno.ENOENT));
    }

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken)
    {
        Opened++;
        return new(new Handle(this));
    }

    public override ValueTask<Result<CreatedFile>> CreateAsync(ReadOnlySpan<byte> name, int mode, OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        OnCreate?.Invoke(Encoding.UTF8.GetString(name), cancellationToken) ?? new(Errno.EPERM);

    public override ValueTask<Result<Node>> CreateDirectoryAsync(ReadOnlySpan<byte> name, int mode, Caller caller, CancellationToken cancellationToken) =>
        OnMakeDirectory?.Invoke(Encoding.UTF8.GetString(name), cancellationToken) ?? new(Errno.EPERM);

    public override ValueTask<Result> RemoveAsync(ReadOnlySpan<byte> name, NodeKind kind, Caller caller, CancellationToken cancellationToken) =>
        OnRemove?.Invoke(Encoding.UTF8.GetString(name), cancellationToken) ?? new(Errno.EPERM);

    /// <summary>Lists what is there at that moment, by ordinal.</summary>
    private sealed class Handle(StubDirectory directory) : DirectoryHandle
    {
        public override async ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
        {
            if (directory.Listing is { } gate && await gate.PassAsync(cancellationToken) is var errno && errno != Errno.None)
                return errno;
            foreach (var (name, ordinal) in directory._ordinals.Where(entry => entry.Value > cursor).OrderBy(static entry => entry.Value))
            {
                if (directory._children.TryGetValue(name, out var node) && !sink.TryAdd(Encoding.UTF8.GetBytes(name), node.Kind, node.Inode, ordinal))
                    break;
            }

            return Result.Success;
        }

        public override ValueTask CloseAsync()
        {
            Interlocked.Increment(ref directory.Closed);
            return default;
        }
    }
}
