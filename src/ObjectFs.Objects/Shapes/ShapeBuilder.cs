using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Shapes;

/// <summary>Finds what a type shows by its declarations and their attributes. Runs none of the type's code.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Woven code keeps the members of exported types; of other types what the trimmer removed was used by nobody, and is not shown.")]
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The same.")]
internal static class ShapeBuilder
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic;

    public static Member[] Members(Type type, bool statics)
    {
        var found = new List<(MemberInfo Info, ExportAttribute? Export)>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var level in Levels(type))
        {
            // within a level the runtime tells properties, and fields, in order of declaration
            var flags = Declared | (statics ? BindingFlags.Static : BindingFlags.Instance);

            // each property looks for its accessors among the methods that the runtime has at hand: with all of them there, a class of a thousand properties takes half the time
            _ = level.GetMethods(flags);
            foreach (var info in level.GetProperties(flags).Concat<MemberInfo>(level.GetFields(flags)))
            {
                // what the compiler made has no name that a person could write
                if (info.Name[0] == '<' || !IsShown(info, type, out var export))
                    continue;
                if (places.TryGetValue(info.Name, out var place))
                {
                    found[place] = (info, export ?? found[place].Export);
                    continue;
                }

                places.Add(info.Name, found.Count);
                found.Add((info, export));
            }
        }

        return Build(type, found);
    }

    private static Member[] Build(Type type, List<(MemberInfo Info, ExportAttribute? Export)> found)
    {
        var onType = type.GetCustomAttribute<ExportAttribute>(inherit: true);
        var mask = ModeBits.Parse(onType?.Mode);
        var members = new List<Member>(found.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (info, export) in found)
        {
            var form = Accessor.IsSupported(info) ? Forms.OfDeclared(info is PropertyInfo property ? property.PropertyType : ((FieldInfo)info).FieldType) : Form.Hidden;
            if (form == Form.Hidden)
                continue;
            var wanted = Name.Encode(string.IsNullOrEmpty(export?.Name) ? Unqualified(info.Name) : export.Name);
            var name = wanted;
            for (var n = 2; !names.Add(name); n++)
                name = Name.WithOrdinal(wanted, n);
            members.Add(new Member(info, form, members.Count, name, export, mask, onType?.Lazy == true));
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

    private static bool IsShown(MemberInfo info, Type type, out ExportAttribute? export)
    {
        export = IsMarked(info) ? info.GetCustomAttribute<ExportAttribute>(inherit: true) : null;
        if (info.IsDefined(typeof(NotExportedAttribute), inherit: false))
            return false;
        if (export is not null)
            return true;

        // a static member is shown where it, or the whole of a static class, is marked
        var (isPublic, isStatic) = info switch
        {
            PropertyInfo property => (property.GetMethod is { IsPublic: true }, property.GetMethod?.IsStatic == true),
            FieldInfo field => (field.IsPublic, field.IsStatic),
            _ => (false, false),
        };
        return isPublic && !Secrets.IsSecret(info.Name) && (!isStatic || (type is { IsAbstract: true, IsSealed: true } && type.IsDefined(typeof(ExportAttribute), inherit: true)));
    }

    // asking the bases costs several times what asking the member itself does, and only an override has any
    private static bool IsMarked(MemberInfo info) =>
        info.IsDefined(typeof(ExportAttribute), inherit: false)
        || (info is PropertyInfo { GetMethod: { IsVirtual: true } getter } && (getter.Attributes & MethodAttributes.NewSlot) == 0
            && Attribute.IsDefined(info, typeof(ExportAttribute), inherit: true));

    // an explicit implementation is named after its interface
    private static string Unqualified(string name) => name[(name.LastIndexOf('.') + 1)..];
}
