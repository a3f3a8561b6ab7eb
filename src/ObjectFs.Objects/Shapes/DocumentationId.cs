using System.Globalization;
using System.Reflection;
using System.Text;

namespace ObjectFs.Objects.Shapes;

/// <summary>
/// The names under which the compiler files comments (C# specification, annex D.4.2, "ID string format"): <c>M:Shop.Cart`1.Add(`0,System.Int32@)</c>. Of the declaration, whatever
/// types it is closed over.
/// </summary>
internal static class DocumentationId
{
    public static string Of(MemberInfo member) => Declaration(member) switch
    {
        Type type => $"T:{NameOf(type)}",
        MethodBase method => $"M:{InType(method)}{Arity(method)}{Parameters(method.GetParameters())}",
        PropertyInfo property => $"P:{InType(property)}{Parameters(property.GetIndexParameters())}",
        EventInfo happening => $"E:{InType(happening)}",
        var field => $"F:{InType(field)}",
    };

    private static MemberInfo Declaration(MemberInfo member)
    {
        if (member is MethodInfo { IsGenericMethod: true } method)
            member = method.GetGenericMethodDefinition();
        return member is Type type ? type.IsGenericType ? type.GetGenericTypeDefinition() : type
            : member.DeclaringType is { IsConstructedGenericType: true } closed ? Open(closed).GetMemberWithSameMetadataDefinitionAs(member)
            : member;
    }

    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage("Trimming", "IL2073", Justification = "The member that is looked for is there on the closed type.")]
    [return: System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.All)]
    private static Type Open(Type closed) => closed.GetGenericTypeDefinition();

    // an explicit implementation is named after its interface, and a dot would look like a type's
    private static string InType(MemberInfo member) =>
        $"{NameOf(member.DeclaringType!)}.{member.Name.Replace('.', '#').Replace('<', '{').Replace('>', '}')}";

    private static string NameOf(Type definition) => (definition.FullName ?? definition.Name).Replace('+', '.');

    private static string Arity(MethodBase method) =>
        method.IsGenericMethodDefinition ? string.Create(CultureInfo.InvariantCulture, $"``{method.GetGenericArguments().Length}") : "";

    private static string Parameters(ParameterInfo[] parameters)
    {
        if (parameters.Length == 0)
            return "";
        var text = new StringBuilder();
        foreach (var parameter in parameters)
            Append(text.Append(text.Length == 0 ? '(' : ','), parameter.ParameterType);
        return text.Append(')').ToString();
    }

    private static void Append(StringBuilder text, Type type)
    {
        if (type.IsGenericParameter)
        {
            text.Append(type.IsGenericMethodParameter ? "``" : "`").Append(type.GenericParameterPosition);
        }
        else if (type.HasElementType)
        {
            Append(text, type.GetElementType()!);
            text.Append(type.IsByRef ? "@" : type.IsPointer ? "*" : type.IsSZArray ? "[]" : $"[{string.Join(',', Enumerable.Repeat("0:", type.GetArrayRank()))}]");
        }
        else
        {
            AppendNamed(text, type, type.GetGenericArguments());
        }
    }

    // the arguments of a nested type are those of its outer types first; each type takes as many as its name says
    private static int AppendNamed(StringBuilder text, Type type, Type[] arguments)
    {
        var used = 0;
        if (type.DeclaringType is { } outer)
            used = AppendNamed(text, outer, arguments);
        else
            text.Append(type.Namespace);
        if (text[^1] is not ('(' or ',' or '{'))
            text.Append('.');
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        text.Append(tick < 0 ? type.Name : type.Name[..tick]);
        if (tick < 0)
            return used;
        var end = used + int.Parse(type.Name.AsSpan(tick + 1), CultureInfo.InvariantCulture);
        for (var separator = '{'; used < end; used++, separator = ',')
            Append(text.Append(separator), arguments[used]);
        text.Append('}');
        return used;
    }
}
