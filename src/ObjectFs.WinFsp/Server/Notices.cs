using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <summary>
/// Tells WinFsp which files changed (FspFileSystemNotify), by the paths under which they were shown. Sent from a thread of its own: WinFsp makes a notice wait for a rename, and a rename may
/// wait for the tree. Bounded: what was shown longest ago is forgotten with all else when there is too much. Thread-safe.
/// </summary>
internal sealed unsafe class Notices
{
    private const int MaxPaths = 16_384;
    private const int MaxWaiting = 16_384;
    private const uint RenameMilliseconds = 1000;

    private readonly Lock _gate = new();
    private readonly Lock _sending = new();
    private readonly WinFspLibrary _library;
    private readonly WorkThreads<Notice> _threads;
    private readonly Dictionary<ulong, string> _paths = [];
    private FileSystem* _fileSystem;
    private int _waiting;

    public Notices(WinFspLibrary library)
    {
        _library = library;
        _threads = new("ObjectFs WinFsp notices", 1, Send);
    }

    public void Begin(FileSystem* fileSystem)
    {
        lock (_sending)
            _fileSystem = fileSystem;
    }

    /// <summary>Nothing is sent afterwards.</summary>
    public void End()
    {
        lock (_sending)
            _fileSystem = null;
    }

    /// <summary>A node was shown under a path.</summary>
    public void Remember(Node node, string path)
    {
        lock (_gate)
        {
            if (_paths.Count >= MaxPaths)
                _paths.Clear();
            _paths[node.Inode] = path;
        }
    }

    public void Changed(Node node)
    {
        string? path;
        lock (_gate)
        {
            if (!_paths.TryGetValue(node.Inode, out path))
                return;
        }

        Queue(new(path, NotifyFilter.LastWrite | NotifyFilter.Size, NotifyAction.Modified));
    }

    /// <summary>A name leads nowhere any more, or elsewhere.</summary>
    public void NameGone(Node parent, string name, NodeKind kind)
    {
        string? directory;
        lock (_gate)
        {
            if (parent.Inode == 1)
                directory = "";
            else if (!_paths.TryGetValue(parent.Inode, out directory))
                return;
        }

        Queue(new($@"{directory}\{name}", kind == NodeKind.Directory ? NotifyFilter.DirectoryName : NotifyFilter.FileName, NotifyAction.Removed));
    }

    private void Queue(Notice notice)
    {
        if (Interlocked.Increment(ref _waiting) <= MaxWaiting)
            _threads.Add(notice);
        else
            Interlocked.Decrement(ref _waiting);
    }

    private void Send(Notice notice)
    {
        Interlocked.Decrement(ref _waiting);
        lock (_sending)
        {
            if (_fileSystem == null || _library.NotifyBegin(_fileSystem, RenameMilliseconds) < 0)
                return;

            // exactly so long: zeros behind the last record would end the notices of the whole volume
            var size = sizeof(NotifyInfo) + (notice.Path.Length * sizeof(char));
            var length = (size + 7) & ~7;
            var record = stackalloc byte[length];
            *(NotifyInfo*)record = new NotifyInfo { Size = (ushort)size, Filter = notice.Filter, Action = notice.Action };
            notice.Path.CopyTo(new Span<char>(record + sizeof(NotifyInfo), notice.Path.Length));
            _library.Notify(_fileSystem, (NotifyInfo*)record, (nuint)length);
            _library.NotifyEnd(_fileSystem);
        }
    }

    private readonly record struct Notice(string Path, NotifyFilter Filter, NotifyAction Action);
}
