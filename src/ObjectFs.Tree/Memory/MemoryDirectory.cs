using System.Text;

namespace ObjectFs.Tree;

/// <summary>A directory in memory: files, directories and symbolic links come, go and move as on a disk.</summary>
public sealed partial class MemoryDirectory : MemoryNode
{
    private readonly Dictionary<byte[], MemoryEntry> _entries = new(ByteStringComparer.Instance);
    private MemoryEntry[]? _snapshot;
    private MemoryDirectory? _parent;
    private ulong _lastOrdinal;
    private int _directories;
    private bool _removed;

    internal MemoryDirectory(MemoryVolume volume, ulong inode, int mode, Caller caller, MemoryDirectory? parent)
        : base(volume, inode, mode, caller)
    {
        _parent = parent;
    }

    /// <summary>The root of a volume of its own, with the default limits.</summary>
    public static MemoryDirectory CreateRoot() => new MemoryVolume().CreateRoot();

    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Directory;

    /// <inheritdoc/>
    public override long Size => 0;

    internal override int Links => 2 + Volatile.Read(ref _directories);

    private Dictionary<byte[], MemoryEntry>.AlternateLookup<ReadOnlySpan<byte>> ByName => _entries.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>Adds a file; for a program that prepares a tree.</summary>
    /// <exception cref="IOException">The name is taken or the volume is full.</exception>
    public MemoryFile AddFile(string name, ReadOnlySpan<byte> content = default, int mode = 0b110_100_100)
    {
        var file = (MemoryFile)Added(name, MakeFile(Encoding.UTF8.GetBytes(name), mode, Caller.Self));
        if (!content.IsEmpty && !file.Write(0, content).Succeeded)
            throw new IOException($"The volume is limited to {Volume.MaxBytes} bytes.");
        return file;
    }

    /// <summary>Adds a directory; for a program that prepares a tree.</summary>
    /// <exception cref="IOException">The name is taken or the volume is full.</exception>
    public MemoryDirectory AddDirectory(string name, int mode = 0b111_101_101) =>
        (MemoryDirectory)Added(name, MakeDirectory(Encoding.UTF8.GetBytes(name), mode, Caller.Self));

    /// <summary>Adds a symbolic link; for a program that prepares a tree.</summary>
    /// <exception cref="IOException">The name is taken or the volume is full.</exception>
    public MemorySymlink AddSymlink(string name, string target) =>
        (MemorySymlink)Added(name, MakeSymlink(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(target), Caller.Self));

    /// <inheritdoc/>
    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        lock (Volume.Names)
            return ByName.TryGetValue(name, out var entry) ? new(entry.Node) : new(Errno.ENOENT);
    }

    /// <inheritdoc/>
    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) =>
        new(new MemoryDirectoryHandle(this));

    /// <summary>The names in the order in which they came; shared by all who ask until one comes or goes.</summary>
    internal MemoryEntry[] Snapshot()
    {
        lock (Volume.Names)
        {
            if (_snapshot is not null)
                return _snapshot;

            var entries = new MemoryEntry[_entries.Count];
            _entries.Values.CopyTo(entries, 0);
            Array.Sort(entries, static (x, y) => x.Ordinal.CompareTo(y.Ordinal));
            return _snapshot = entries;
        }
    }

    internal override void Unlinked()
    {
        _removed = true;
        ReleaseXattrs();
        Volume.RemoveNode();
    }

    private static MemoryNode Added(string name, Result<MemoryNode> made) =>
        made.Succeeded ? made.Value : throw new IOException($"'{name}' cannot be added: {made.Failure}");
}
