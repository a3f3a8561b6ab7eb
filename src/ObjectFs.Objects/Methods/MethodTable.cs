using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Methods;

/// <summary>The methods that a type shows, by ordinal and by name. Immutable, thread-safe.</summary>
internal sealed class MethodTable
{
    // the directory of a method is its name behind a dot, and these are something else
    private static readonly HashSet<string> Reserved =
        new(StringComparer.Ordinal) { "error", "json", "text", "type", "watch", "csv", "count", "schema", "by", "objectfs" };

    private readonly NameTable _names;

    private MethodTable(Method[] methods, IReadOnlyList<(string Name, string Why)> unshown)
    {
        Methods = methods;
        Unshown = unshown;
        _names = new NameTable(Array.ConvertAll(methods, static method => method.FileName));
    }

    public IReadOnlyList<Method> Methods { get; }

    /// <summary>Those that are marked and cannot be shown, with the reason.</summary>
    public IReadOnlyList<(string Name, string Why)> Unshown { get; }

    /// <summary>The method of a name in the tree, or null.</summary>
    public Method? Find(ReadOnlySpan<byte> fileName)
    {
        var ordinal = _names.Find(fileName);
        return ordinal < 0 ? null : Methods[ordinal];
    }

    /// <summary>The marked methods of a type: inherited ones first, an override in the place of what it overrides.</summary>
    /// <param name="type">Whose.</param>
    /// <param name="statics">Static ones, or those of its instances.</param>
    /// <param name="taken">The names of its members.</param>
    public static MethodTable Of(Type type, bool statics, IEnumerable<string> taken)
    {
        var mask = ModeBits.Parse(type.GetCustomAttribute<ExportAttribute>(inherit: true)?.Mode);
        var names = new HashSet<string>(taken, StringComparer.Ordinal);
        var methods = new List<Method>();
        var unshown = new List<(string, string)>();
        foreach (var (info, export) in Marked(type, statics))
        {
            if (Method.Obstacle(info) is { } why)
            {
                unshown.Add((info.Name, why));
                continue;
            }

            var wanted = Name.Encode(string.IsNullOrEmpty(export.Name) ? info.Name[(info.Name.LastIndexOf('.') + 1)..] : export.Name);
            var name = wanted;
            for (var n = 2; Reserved.Contains(name) || !names.Add(name); n++)
                name = Name.WithOrdinal(wanted, n);
            methods.Add(new Method(info, methods.Count, name, mask & ModeBits.Parse(export.Mode)));
        }

        return new MethodTable([.. methods], unshown);
    }

    private static List<(MethodInfo Method, ExportAttribute Export)> Marked(Type type, bool statics)
    {
        var found = new List<(MethodInfo Method, ExportAttribute Export)>();
        foreach (var level in Levels(type))
        {
            foreach (var method in Declared(level, statics))
            {
                if (method.IsSpecialName)
                    continue;
                var export = method.GetCustomAttribute<ExportAttribute>(inherit: false);
                var before = found.FindIndex(earlier => Overrides(method, earlier.Method));
                if (before >= 0 && method.IsDefined(typeof(NotExportedAttribute), inherit: false))
                    found.RemoveAt(before);
                else if (before >= 0)
                    found[before] = (method, export ?? found[before].Export);
                else if (export is not null)
                    found.Add((method, export));
            }
        }

        return found;
    }

    // what a class hides with new is another method, which stands beside it
    private static bool Overrides(MethodInfo method, MethodInfo earlier) =>
        method.IsVirtual && earlier.IsVirtual && method.GetBaseDefinition() == earlier.GetBaseDefinition();

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Woven code keeps the members of exported types; of other types what the trimmer removed was used by nobody, and is not shown.")]
    private static IEnumerable<MethodInfo> Declared(Type level, bool statics) =>
        level.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | (statics ? BindingFlags.Static : BindingFlags.Instance))
            .OrderBy(static method => method.MetadataToken);

    private static Stack<Type> Levels(Type type)
    {
        var levels = new Stack<Type>();
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
            levels.Push(level);
        return levels;
    }
}
