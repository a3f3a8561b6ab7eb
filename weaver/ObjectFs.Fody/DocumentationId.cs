using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Mono.Cecil;
using Mono.Collections.Generic;

namespace ObjectFs.Weaver;

/// <summary>The names under which the compiler files comments: the C# specification's annex on documentation comments, "ID string format". The run-time library makes the same of what it reflects.</summary>
internal static class DocumentationId
{
    public static string Of(IMemberDefinition member) => member switch
    {
        TypeDefinition type => "T:" + NameOf(type),
        MethodDefinition method => "M:" + InType(method) + (method.HasGenericParameters ? "``" + Invariant(method.GenericParameters.Count) : "") + Parameters(method.Parameters),
        PropertyDefinition property => "P:" + InType(property) + Parameters(property.Parameters),
        EventDefinition @event => "E:" + InType(@event),
        _ => "F:" + InType(member),
    };

    private static string InType(IMemberDefinition member) =>
        NameOf(member.DeclaringType) + "." + member.Name.Replace('.', '#').Replace('<', '{').Replace('>', '}');

    private static string NameOf(TypeReference type) => type.FullName.Replace('/', '.');

    private static string Parameters(Collection<ParameterDefinition> parameters) =>
        parameters.Count == 0 ? "" : "(" + string.Join(",", parameters.Select(p => NameOfUse(p.ParameterType))) + ")";

    private static string NameOfUse(TypeReference type) => type switch
    {
        GenericParameter parameter => (parameter.Type == GenericParameterType.Method ? "``" : "`") + Invariant(parameter.Position),
        // modifiers are no part of it
        IModifierType modified => NameOfUse(modified.ElementType),
        ByReferenceType reference => NameOfUse(reference.ElementType) + "@",
        PointerType pointer => NameOfUse(pointer.ElementType) + "*",
        ArrayType { IsVector: true } array => NameOfUse(array.ElementType) + "[]",
        ArrayType array => NameOfUse(array.ElementType) + "[" + string.Join(",", Enumerable.Repeat("0:", array.Rank)) + "]",
        GenericInstanceType instance => Closed(instance),
        _ => NameOf(type),
    };

    // the arguments of a nested type are those of its outer types first; each type takes as many as its name says
    private static string Closed(GenericInstanceType instance)
    {
        var arguments = new Queue<TypeReference>(instance.GenericArguments);
        var text = new StringBuilder();
        foreach (var level in NameOf(instance.ElementType).Split('.'))
        {
            if (text.Length > 0)
                text.Append('.');
            var tick = level.IndexOf('`');
            if (tick < 0)
            {
                text.Append(level);
                continue;
            }

            var count = int.Parse(level.Substring(tick + 1), CultureInfo.InvariantCulture);
            text.Append(level, 0, tick).Append('{').Append(string.Join(",", Enumerable.Range(0, count).Select(_ => NameOfUse(arguments.Dequeue())))).Append('}');
        }

        return text.ToString();
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
