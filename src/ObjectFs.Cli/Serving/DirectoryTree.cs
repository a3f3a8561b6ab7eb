using ObjectFs.Cli.Native;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Serving;

/// <summary>A directory of this machine as a tree of nodes.</summary>
internal static class DirectoryTree
{
    /// <summary>Opens a directory as a root that nothing leads out of: each node holds its file itself (O_PATH), names are looked up below it one at a time,
    /// and no link is followed.
    /// So a file that is renamed stays the same node, and no race with somebody who puts a link in its way can be won.</summary>
    /// <param name="directory">The directory; links in this path are followed.</param>
    /// <param name="writable">Whether anything may be changed; EROFS where not.</param>
    /// <exception cref="CommandException">There is none, or it is out of reach.</exception>
    public static Node Open(string directory, bool writable)
    {
        if (!OperatingSystem.IsLinux())
            return Directory.Exists(directory) ? ByPath(directory, writable) : throw CommandException.Refused(directory, new Failure(Errno.ENOENT, null));

        var place = Libc.Open(directory, Libc.PathOnly | Libc.DirectoryOnly);
        return place is not null
            ? new DiskNode(place, NodeKind.Directory, DiskNode.RootInode, writable)
            : throw CommandException.Refused(directory, new Failure(Libc.LastErrno, null));
    }

    /// <summary>The same for systems other than Linux: what it promises, but for the race.</summary>
    public static Node ByPath(string directory, bool writable) => new PathNode(Path.GetFullPath(directory), NodeKind.Directory, DiskNode.RootInode, writable);
}
