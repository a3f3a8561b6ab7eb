using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

/// <content>Following paths.</content>
public sealed partial class TreeClient
{
    private const int MaxLinks = 40;

    private Node Parent(string path, out string name)
    {
        var slash = path.LastIndexOf('/');
        name = path[(slash + 1)..];
        var parent = Walk(path[..slash], follow: true);
        return parent.Kind == NodeKind.Directory ? parent : throw new RefusedException(Errno.ENOTDIR, path);
    }

    private Node Walk(string path, bool follow)
    {
        var stack = new Stack<Node>([root]);
        var rest = new Stack<string>(Parts(path).Reverse());
        for (var links = 0; rest.TryPop(out var part);)
        {
            if (part is ".." or ".")
            {
                if (part == ".." && stack.Count > 1)
                    stack.Pop();
                continue;
            }

            if (stack.Peek().Kind != NodeKind.Directory)
                throw new RefusedException(Errno.ENOTDIR, path);
            if (Utf8(part).Length > 255)
                throw new RefusedException(Errno.ENAMETOOLONG, path);
            var node = Take(stack.Peek().LookupAsync(Utf8(part), CancellationToken.None), $"lookup {path}");
            node = _held.GetOrAdd(node, node);
            if (node.Kind != NodeKind.Symlink || (rest.Count == 0 && !follow))
            {
                stack.Push(node);
                continue;
            }

            if (++links > MaxLinks)
                throw new RefusedException(Errno.ELOOP, path);
            var target = System.Text.Encoding.UTF8.GetString(Take(node.ReadLinkAsync(CancellationToken.None), $"readlink {path}").Span);
            foreach (var next in Parts(target).Reverse())
                rest.Push(next);
        }

        return stack.Peek();
    }

    private static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
