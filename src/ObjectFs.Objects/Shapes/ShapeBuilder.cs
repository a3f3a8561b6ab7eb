using System.Reflection;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Shapes;

/// <summary>Finds what a type shows by its declarations and their attributes. Runs none of the type's code.</summary>
internal static class ShapeBuilder
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic;

    public static Member[] Members(Type type, bool statics)
    {
        var found = new List<(Declaration Declaration, ExportAttribute? Export)>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var level in Levels(type))
        {
            foreach (var declaration in Declarations.Of(level, Declared | (statics ? BindingFlags.Static : BindingFlags.Instance)))
            {
                // what the compiler made has no name that a person could write
                if (declaration.Name[0] == '<' || !IsShown(declaration, type))
                    continue;
                var export = declaration.IsExported ? declaration.Info.GetCustomAttribute<ExportAttribute>(inherit: false) : null;
                if (places.TryGetValue(declaration.Name, out var place))
                {
                    found[place] = (declaration, export ?? found[place].Export);
                    continue;
                }

                places.Add(declaration.Name, found.Count);
                found.Add((declaration, export));
            }
        }

        return Build(type, found);
    }

    private static Member[] Build(Type type, List<(Declaration Declaration, ExportAttribute? Export)> found)
    {
        var onType = type.GetCustomAttribute<ExportAttribute>(inherit: true);
        var mask = ModeBits.Parse(onType?.Mode);
        var members = new List<Member>(found.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (declaration, export) in found)
        {
            var form = declaration.IsSupported ? Forms.OfDeclared(declaration.ValueType) : Form.Hidden;
            if (form == Form.Hidden && declaration.IsSupported)
                form = Forms.OfStream(declaration);
            if (form == Form.Hidden)
                continue;
            var wanted = Name.Encode(string.IsNullOrEmpty(export?.Name) ? Unqualified(declaration.Name) : export.Name);
            var name = wanted;
            for (var n = 2; !names.Add(name); n++)
                name = Name.WithOrdinal(wanted, n);
            members.Add(new Member(declaration, form, members.Count, name, export, mask, onType?.Lazy == true));
        }

        return [.. members];
    }

    private static Stack<Type> Levels(Type type)
    {
        var levels = new Stack<Type>();
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
            levels.Push(level);
        return levels;
    }

    // a static member is shown where it, or the whole of a static class, is marked
    private static bool IsShown(Declaration declaration, Type type) =>
        !declaration.IsNotExported
        && (declaration.IsExported
            || (declaration.IsPublic && !Secrets.IsSecret(declaration.Name)
                && (!declaration.IsStatic || (type is { IsAbstract: true, IsSealed: true } && type.IsDefined(typeof(ExportAttribute), inherit: true)))));

    // an explicit implementation is named after its interface
    private static string Unqualified(string name) => name[(name.LastIndexOf('.') + 1)..];
}
