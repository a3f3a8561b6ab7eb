using ObjectFs.Tree;

namespace ObjectFs.Objects.Registry;

/// <summary>
/// The names that renamed objects had. A gateway's client is told of a renaming that the old name leads nowhere, but may hold the node under it until it looks at the new one;
/// when the object goes, it is to let go of that too. Under the lock of the names.
/// </summary>
internal static class FormerNames
{
    private const int Most = 16;

    /// <summary>Notes the name that an entry is losing.</summary>
    /// <param name="entry">The entry from now on.</param>
    /// <param name="before">The entry until now; the same where only the name changes.</param>
    /// <param name="name">The name until now.</param>
    /// <param name="node">The object's node, or null where nobody holds it.</param>
    public static void Remember(DirectoryEntry entry, DirectoryEntry before, byte[] name, Node? node)
    {
        if (node is null)
            return;
        var former = before.Former ?? [];
        if (former.Count == Most)
            former.RemoveAt(0);
        former.Add((before.Table, name));
        entry.Former = former;
    }

    /// <summary>Tells of the end of an object under its earlier names, but for those that others have by now.</summary>
    public static void Tell(ObjectRegistry registry, DirectoryEntry entry, Node? node)
    {
        if (node is null || entry.Former is not { } former)
            return;
        foreach (var (table, name) in former)
        {
            if (!table.TryFind(name, out _))
                registry.Feed.PostEntryIfWatched(table.Node, name, node);
        }
    }
}
