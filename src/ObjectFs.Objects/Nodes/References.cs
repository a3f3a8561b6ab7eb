using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes.Directories;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>Paths that people write where an object is meant.</summary>
internal static class References
{
    /// <summary>The exported object that a path means, seen from the directory of a location; from the root where it starts with a slash, whatever stands before the tree's own
    /// part (the mount point). Null where there is none.</summary>
    public static object? Find(Location location, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var root = location.Host.Registry.Root;
        if (!path.StartsWith('/'))
            return Walk(root, Follow([.. location.Host.KnownPath.Split('/'), .. location.Owner!.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)], parts));
        for (var skip = 0; skip < parts.Length; skip++)
        {
            if (Walk(root, parts[skip..]) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Sets a reference to what a link means; <c>/dev/null</c> is null.</summary>
    public static Result<int> Set(Location location, string target)
    {
        if (location.RefuseWrite() is { } refusal)
            return refusal;
        if (target == "/dev/null")
        {
            if (!location.AllowsNull)
                return new Failure(Errno.EINVAL, "it cannot be null");
            location.Write(null);
            return 0;
        }

        if (Find(location, target) is not { } found)
            return new Failure(Errno.EINVAL, $"'{target}' is not the path of an exported object");
        if (!location.DeclaredType.IsInstanceOfType(found))
            return new Failure(Errno.EINVAL, $"'{target}' is a {found.GetType().Name}, not a {location.DeclaredType.Name}");
        location.Write(found);
        return 0;
    }

    // The way up is that of the names: the program may have renamed the object that the link stands in, and nobody could find it by the name that is known.
    private static List<string> Follow(List<string> from, ReadOnlySpan<string> path)
    {
        for (; path is ["." or "..", ..]; path = path[1..])
        {
            if (path[0] == ".." && from.Count > 0)
                from.RemoveAt(from.Count - 1);
        }

        from.AddRange(path);
        return from;
    }

    private static object? Walk(Node root, IReadOnlyList<string> parts)
    {
        var nodes = new Stack<Node?>([root]);
        foreach (var part in parts)
        {
            if (part == ".")
                continue;
            if (part == "..")
            {
                if (nodes.Count > 1)
                    nodes.Pop();
                continue;
            }

            var name = Encoding.UTF8.GetBytes(part);
            if (nodes.Peek() is not { } directory || HoldsMember(directory, name))
            {
                nodes.Push(null);
                continue;
            }

            // a name that runs a slow getter is awaited here: this is a thread that user code may keep
            var looked = directory.LookupAsync(name, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            if (!looked.TryGet(out var node))
                return null;
            nodes.Push(node);
        }

        return nodes.Peek() is ObjectDirectory { Location: HostLocation { Host: var host } } ? host.Target : null;
    }

    // no exported object has its place among the members of another; to look there would wait for the very lock or dispatcher that is held here
    private static bool HoldsMember(Node directory, ReadOnlySpan<byte> name) =>
        directory is ObjectDirectory || (directory is TypeDirectory { Extras: { } beside } && beside.Holds(name));
}
