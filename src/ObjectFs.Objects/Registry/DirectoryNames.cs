using System.Text;

namespace ObjectFs.Objects.Registry;

/// <summary>What the directory of a type is called.</summary>
internal static class DirectoryNames
{
    /// <summary><c>Player</c>, <c>Outer.Inner</c>, <c>Box-Int32</c>, <c>Pair-String-Int32</c>.</summary>
    public static string Simple(Type type)
    {
        if (type.IsArray)
            return Simple(type.GetElementType()!) + "Array";
        StringBuilder name = new();
        AppendLevels(name, type, type.GetGenericArguments());
        return name.ToString();
    }

    /// <summary>The same after its namespace.</summary>
    public static string Full(Type type) => type.Namespace is { Length: > 0 } space ? $"{space}.{Simple(type)}" : Simple(type);

    private static void AppendLevels(StringBuilder name, Type level, Type[] arguments)
    {
        int outer = 0;
        if (level.DeclaringType is { } declaring)
        {
            outer = declaring.GetGenericArguments().Length;
            AppendLevels(name, declaring, arguments[..outer]);
            name.Append('.');
        }

        int tick = level.Name.IndexOf('`', StringComparison.Ordinal);
        name.Append(tick < 0 ? level.Name : level.Name.AsSpan(0, tick));
        foreach (Type argument in arguments.AsSpan(outer))
            name.Append('-').Append(Simple(argument));
    }
}
