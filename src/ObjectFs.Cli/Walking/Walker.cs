using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Walking;

/// <summary>Follows paths through a tree, symbolic links included, as the kernel does in a file system (path_resolution(7)).</summary>
internal static class Walker
{
    private const int MostLinks = 40;
    private const int LongestPath = 4096;

    /// <summary>The node at a path; what is empty is the root.</summary>
    /// <param name="root">Where the path begins, and where no <c>..</c> leads out of.</param>
    /// <param name="path">Names between slashes.</param>
    /// <param name="followLast">Whether a link at the end is followed too.</param>
    /// <param name="cancellationToken">The caller gave up.</param>
    public static async ValueTask<Result<Node>> FindAsync(Node root, string path, bool followLast, CancellationToken cancellationToken)
    {
        if (path.Length > LongestPath)
            return Errno.ENAMETOOLONG;

        var trail = new Stack<Node>([root]);
        var ahead = new Stack<string>();
        Push(ahead, path);
        followLast |= path.EndsWith('/');
        for (var links = 0; ahead.TryPop(out var name);)
        {
            var here = trail.Peek();
            if (here.Kind != NodeKind.Directory)
                return Errno.ENOTDIR;
            if (name == "..")
            {
                if (trail.Count > 1)
                    trail.Pop();
                continue;
            }

            var found = await here.LookupAsync(Encoding.UTF8.GetBytes(name), cancellationToken).ConfigureAwait(false);
            if (!found.TryGet(out var node))
            {
                cancellationToken.ThrowIfCancellationRequested();
                return found.Failure;
            }

            if (node.Kind != NodeKind.Symlink || (ahead.Count == 0 && !followLast))
            {
                trail.Push(node);
                continue;
            }

            if (++links > MostLinks)
                return Errno.ELOOP;
            var link = await node.ReadLinkAsync(cancellationToken).ConfigureAwait(false);
            if (!link.TryGet(out var target))
                return link.Failure;
            if (target.Span is [(byte)'/', ..])
                return new Failure(Errno.ENOENT, $"'{name}' is a link that leads out of the tree, to {Encoding.UTF8.GetString(target.Span)}.");
            Push(ahead, Encoding.UTF8.GetString(target.Span));
        }

        return trail.Peek();
    }

    /// <summary>Takes the last name off a path; the name is empty where the path leads to the root or ends in dots.</summary>
    public static (string Parent, string Name) Split(string path)
    {
        var trimmed = path.TrimEnd('/');
        var slash = trimmed.LastIndexOf('/');
        var name = trimmed[(slash + 1)..];
        return name is "." or ".." ? (path, "") : (trimmed[..(slash + 1)], name);
    }

    /// <summary>A path with one name more.</summary>
    public static string Join(string path, string name) => path.Length == 0 || path.EndsWith('/') ? path + name : $"{path}/{name}";

    private static void Push(Stack<string> ahead, string path)
    {
        foreach (var name in path.Split('/').Reverse())
        {
            if (name is not ("" or "."))
                ahead.Push(name);
        }
    }
}
