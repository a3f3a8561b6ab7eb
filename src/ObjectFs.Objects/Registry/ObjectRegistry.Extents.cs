using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ObjectFs.Objects.Nodes.Directories;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs;

// Types.
public sealed partial class ObjectRegistry
{
    private readonly Lock _growing = new();

    // Null for types that are not to be shown.
    private readonly ConcurrentDictionary<Type, Extent?> _extents = new();
    private readonly ConcurrentDictionary<Type, Extent> _looseExtents = new();
    private readonly Dictionary<Type, TypeDirectory> _typeDirectories = [];
    private ImmutableArray<Extent> _all = [];

    /// <summary>All extents in the order of their numbers.</summary>
    internal ImmutableArray<Extent> Extents => _all;

    /// <summary>Those whose instances have a whole path of their own.</summary>
    internal ImmutableArray<Extent> PathExtents { get; private set; } = [];

    /// <summary>The extent of a number.</summary>
    internal Extent? ExtentOf(int id)
    {
        ImmutableArray<Extent> all = _all;
        return (uint)(id - 1) < (uint)all.Length ? all[id - 1] : null;
    }

    /// <summary>The extent of an exported type; made where there is none yet.</summary>
    /// <returns>Null where the type is marked <see cref="NotExportedAttribute"/>.</returns>
    internal Extent? ExtentFor(Type type)
    {
        if (_extents.TryGetValue(type, out Extent? known))
            return known;
        lock (_growing)
        {
            if (_extents.TryGetValue(type, out known))
                return known;
            Extent? extent = IsHidden(type) ? null : AddExtent(type, isLoose: false);
            if (extent is { HasOwnPath: true })
                PathExtents = PathExtents.Add(extent);
            else if (extent is not null)
                AddTypeDirectory(type, extent);
            _extents[type] = extent;
            return extent;
        }
    }

    /// <summary>Whether objects of the very type were ever shown here.</summary>
    internal bool HasInstancesOf(Type type) => _extents.ContainsKey(type) || _looseExtents.ContainsKey(type);

    /// <summary>Shows the static members of a type, and its directory where <c>mkdir</c> may make the first of its instances.</summary>
    internal void RegisterStatic(Type type)
    {
        if (type.ContainsGenericParameters || IsHidden(type))
            return;
        if (!type.IsAbstract && type.GetCustomAttribute<ExportAttribute>(inherit: true) is { Creatable: true })
        {
            ExtentFor(type);
            if (Shape.OfStatics(type).Members.Count == 0)
                return;
        }

        lock (_growing)
            AddTypeDirectory(type, instances: null).HasStatics = true;
    }

    /// <summary>Sweeps up after a garbage collection, a step at a time.</summary>
    /// <param name="generation">The oldest generation that was collected since the last sweep.</param>
    /// <returns>How many objects were found dead in each step.</returns>
    internal IEnumerable<int> Sweep(int generation) => _all.SelectMany(extent => extent.Sweep(generation));

    private static bool IsHidden(Type type) => type.IsDefined(typeof(NotExportedAttribute), inherit: false);

    private bool TryExtent(object instance, [NotNullWhen(true)] out Extent? extent) =>
        _extents.TryGetValue(instance.GetType(), out extent) && extent is not null;

    private Extent AddExtent(Type type, bool isLoose)
    {
        Extent extent = new(this, _all.Length + 1, type, isLoose);
        _all = _all.Add(extent);
        return extent;
    }

    private TypeDirectory AddTypeDirectory(Type type, Extent? instances)
    {
        if (_typeDirectories.TryGetValue(type, out TypeDirectory? known))
        {
            if (instances is not null)
                known.Show(instances);
            return known;
        }

        lock (Names)
        {
            string simple = Name.Encode(DirectoryNames.Simple(type));
            string name = RootTable.IsFree(simple) ? simple : Name.Encode(DirectoryNames.Full(type));
            TypeDirectory made = null!;
            RootTable.AddDirectory(name, utf8 => made = new TypeDirectory(this, type, utf8), Clock.Now);
            if (instances is not null)
                made.Show(instances);
            _typeDirectories.Add(type, made);
            return made;
        }
    }
}
