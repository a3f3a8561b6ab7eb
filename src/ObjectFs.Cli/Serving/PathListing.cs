using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Serving;

/// <summary>The names of a directory of a disk by its path, as they were when it was opened or rewound.</summary>
internal sealed class PathListing(string directory) : DirectoryHandle
{
    private readonly List<(byte[] Name, NodeKind Kind, ulong Inode)> _entries = [];

    public override ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
    {
        try
        {
            if (cursor == 0)
                Take();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(exception is UnauthorizedAccessException ? Errno.EACCES : Errno.ENOENT);
        }

        for (var i = (int)Math.Min(cursor, (ulong)_entries.Count); i < _entries.Count; i++)
        {
            var (name, kind, inode) = _entries[i];
            if (!sink.TryAdd(name, kind, inode, (ulong)i + 1))
                break;
        }

        return Result.SuccessAsync;
    }

    private void Take()
    {
        _entries.Clear();
        foreach (var info in new DirectoryInfo(directory).EnumerateFileSystemInfos())
        {
            var name = Encoding.UTF8.GetBytes(info.Name);
            if (PathNode.CanBe(info.Name) && Name.IsValid(name) && PathNode.KindOf(info.Attributes) is { } kind)
                _entries.Add((name, kind, PathNode.InodeOf(info.FullName)));
        }
    }
}
