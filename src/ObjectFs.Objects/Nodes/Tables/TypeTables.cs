using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes.Directories;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>All instances of a type at once: <c>.by</c>, <c>.count</c>, <c>.csv</c>, <c>.json</c>, <c>.schema</c>. None where the type has no instances in its directory. Thread-safe.</summary>
internal sealed class TypeTables(TypeDirectory type)
{
    private static readonly byte[][] Names = [".by"u8.ToArray(), ".count"u8.ToArray(), ".csv"u8.ToArray(), ".json"u8.ToArray(), ".schema"u8.ToArray()];
    private static readonly Func<TypeDirectory, Extent, ulong, Node>[] Makers = [MakeBy, MakeCount, MakeCsv, MakeJson, MakeSchema];

    private readonly Node?[] _nodes = new Node?[Names.Length];

    /// <summary>Whether there is a table of a name.</summary>
    public bool Holds(ReadOnlySpan<byte> name) => name[0] == '.' && type.Instances is not null && IndexOf(name) >= 0;

    /// <summary>Whether tables have a name, wherever there are any.</summary>
    public static bool IsName(ReadOnlySpan<byte> name) => IndexOf(name) >= 0;

    /// <summary>The table of a name, or null.</summary>
    public Node? Find(ReadOnlySpan<byte> name)
    {
        if (name[0] != '.' || type.Instances is not { } extent || IndexOf(name) is not (>= 0 and var at))
            return null;
        return Volatile.Read(ref _nodes[at])
            ?? Interlocked.CompareExchange(ref _nodes[at], Makers[at](type, extent, InodeOf(at)), null)
            ?? _nodes[at];
    }

    /// <summary>All of them.</summary>
    public List<Entry> List() =>
        type.Instances is null ? [] : [.. Names.Select((name, at) => new Entry(name, at == 0 ? NodeKind.Directory : NodeKind.File, InodeOf(at)))];

    private ulong InodeOf(int at) => Registry.Inode.Child(type.Inode, Names[at]);

    private static int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var at = 0; at < Names.Length; at++)
        {
            if (name.SequenceEqual(Names[at]))
                return at;
        }

        return -1;
    }

    private static ByDirectory MakeBy(TypeDirectory type, Extent extent, ulong inode) => new(type, extent, inode);

    private static TableFile MakeCount(TypeDirectory type, Extent extent, ulong inode) =>
        new(extent, inode, Policies.Of(extent.Type).ModeMask, CountText.OpenAsync);

    private static TableFile MakeCsv(TypeDirectory type, Extent extent, ulong inode) =>
        new(extent, inode, Columns.MaskOf(extent.Type, Columns.Of(extent.Type)), static (extent, _) => new(new StreamedHandle(() => new CsvText(extent))));

    private static TableFile MakeJson(TypeDirectory type, Extent extent, ulong inode) =>
        new(extent, inode, Columns.MaskOf(extent.Type, Shape.Of(extent.Type).Members), static (extent, _) => new(new StreamedHandle(() => new JsonArrayText(extent))));

    private static TableFile MakeSchema(TypeDirectory type, Extent extent, ulong inode) =>
        new(extent, inode, Policies.Of(extent.Type).ModeMask, static (extent, _) => new(new ContentHandle(SchemaText.Of(extent.Type))), static extent => SchemaText.Of(extent.Type).Length);
}
