using System.Text;
using ObjectFs.Objects.Nodes.Directories;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Registry;

/// <summary>The tables of directories that exist only as long as something is in them. Under the lock of the names.</summary>
internal static class PathTables
{
    /// <summary>The table of a directory of paths; null for objects and for directories of types.</summary>
    public static DirectoryTable? TableOf(DirectoryEntry entry) => (entry.Node as PathDirectory)?.Table;

    /// <summary>Adds an object, and the directories on the way; a directory whose name is taken by something else becomes <c>name~2</c>.</summary>
    public static DirectoryEntry Place(ObjectRegistry registry, ReadOnlySpan<string> components, Extent extent, long number, bool isLink)
    {
        DirectoryTable table = registry.RootTable;
        foreach (string component in components[..^1])
            table = Down(registry, table, component);
        return table.AddObject(components[^1], extent, number, isLink, registry.Clock.Now);
    }

    /// <summary>The directory of paths of a name, made where there is none.</summary>
    public static DirectoryTable Down(ObjectRegistry registry, DirectoryTable table, string component)
    {
        string name = component;
        for (int ordinal = 2; table.TryFind(Encoding.UTF8.GetBytes(name), out DirectoryEntry? entry); ordinal++)
        {
            if (TableOf(entry) is { } there)
                return there;
            name = Name.WithOrdinal(component, ordinal);
        }

        PathDirectory made = null!;
        DirectoryEntry added = table.AddDirectory(
            name,
            utf8 => made = new PathDirectory(registry, Inode.OfPath(table.Node.Inode, utf8, registry.NextPathSerial())),
            registry.Clock.Now);
        made.Table.Parent = added;
        return made.Table;
    }

    /// <summary>Takes an entry out, with the directories that become empty, and tells the gateways.</summary>
    public static void Remove(ObjectRegistry registry, DirectoryEntry entry, Node? removed)
    {
        for (DirectoryEntry? each = entry; each is not null; each = each.Table.Count == 0 ? each.Table.Parent : null)
        {
            if (each.IsRemoved)
                return;
            each.Table.Remove(each, registry.Clock.Now);
            registry.Feed.PostEntryIfWatched(each.Table.Node, each.Name, each == entry ? removed : each.Node);
        }
    }

    /// <summary>How many directories lie between a table and the root; the root's own has 0.</summary>
    public static int DepthOf(DirectoryTable table)
    {
        int depth = table.Prefix.AsSpan().Count('/');
        for (DirectoryEntry? up = table.Parent; up is not null; up = up.Table.Parent)
            depth++;
        return depth;
    }

    /// <summary>The path of an entry from the root.</summary>
    public static string PathOf(DirectoryEntry entry)
    {
        string path = Encoding.UTF8.GetString(entry.Name);
        if (entry.Table.Node is TypeDirectory type)
            return $"{Encoding.UTF8.GetString(type.NameUtf8.Span)}/{path}";
        for (DirectoryEntry? up = entry.Table.Parent; up is not null; up = up.Table.Parent)
            path = $"{Encoding.UTF8.GetString(up.Name)}/{path}";
        return entry.Table.Prefix + path;
    }
}
