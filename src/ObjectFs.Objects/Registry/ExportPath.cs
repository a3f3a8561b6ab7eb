using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Registry;

/// <summary>Paths that programs export objects under.</summary>
internal static class ExportPath
{
    private const int MaxDepth = 64;

    /// <summary>The encoded components.</summary>
    /// <exception cref="ArgumentException">There is none, or one that cannot be.</exception>
    public static string[] Split(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
            throw new ArgumentException("The path is empty; say where the object is to appear, such as \"engines/left\".", nameof(path));
        if (path[0] == '/')
            throw new ArgumentException($"'{path}' starts with a slash; paths go from the root of the tree, such as \"engines/left\".", nameof(path));
        string[] components = path.Split('/');
        if (components.Length > MaxDepth)
            throw new ArgumentException($"The path has {components.Length} components; {MaxDepth} are the most.", nameof(path));
        for (int i = 0; i < components.Length; i++)
        {
            if (components[i].Length == 0)
                throw new ArgumentException($"'{path}' has an empty component; a slash stands only between two names.", nameof(path));
            if (components[i] is "." or "..")
                throw new ArgumentException($"'{path}' has the component '{components[i]}'; paths go down from the root of the tree only.", nameof(path));
            components[i] = Name.Encode(components[i]);
        }

        return components;
    }

    /// <summary>Refuses a path that leads through or onto what is no directory of paths. Under the lock of the names.</summary>
    /// <exception cref="ArgumentException">It does.</exception>
    public static void Check(DirectoryTable root, string[] components, string path)
    {
        DirectoryTable table = root;
        for (int i = 0; i < components.Length; i++)
        {
            bool isLast = i == components.Length - 1;
            byte[] name = Encoding.UTF8.GetBytes(components[i]);
            if (table.IsReserved?.Invoke(name) == true)
                throw new ArgumentException($"'{path}' cannot be used: '{components[i]}' is the tree's own.", nameof(path));
            if (!table.TryFind(name, out DirectoryEntry? entry))
                return;
            if (entry.Node is null && isLast)
                return;
            if (entry.Node is null)
                throw new ArgumentException($"'{path}' cannot be used: '{components[i]}' is an object, and not a directory of paths.", nameof(path));
            if (PathTables.TableOf(entry) is not { } next)
                throw new ArgumentException($"'{path}' cannot be used: '{components[i]}' is the directory of a type.", nameof(path));
            if (isLast)
                throw new ArgumentException($"'{path}' cannot be used: it is a directory with other objects in it.", nameof(path));
            table = next;
        }
    }
}
