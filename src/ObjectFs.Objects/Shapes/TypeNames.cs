namespace ObjectFs.Objects.Shapes;

/// <summary>Types as a programmer writes them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(char)] = "char", [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    /// <summary>Without namespaces: <c>Dictionary&lt;string, int?&gt;</c>, <c>Outer.Inner</c>.</summary>
    public static string Short(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return $"{Short(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Short(underlying) + "?";
        var arguments = type.GetGenericArguments();
        var outer = type is { IsNested: true, IsGenericParameter: false } ? type.DeclaringType! : null;
        var own = outer is null ? arguments : arguments[outer.GetGenericArguments().Length..];
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        var name = tick < 0 ? type.Name : type.Name[..tick];
        if (own.Length > 0)
            name += $"<{string.Join(", ", own.Select(Short))}>";
        return outer is null ? name : $"{Short(outer)}.{name}";
    }

    /// <summary>With the namespace in front.</summary>
    public static string Full(Type type) => string.IsNullOrEmpty(type.Namespace) || Keywords.ContainsKey(type) ? Short(type) : $"{type.Namespace}.{Short(type)}";
}
