using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ObjectFs.Fody.Tests;

/// <summary>All that other assemblies, compilers and serializers can see of one, as text.</summary>
internal static class Surface
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static string Of(Assembly assembly) => string.Join("\n", assembly.GetTypes().Where(t => t.IsVisible || t.IsNestedFamily).SelectMany(Lines).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Lines(Type type)
    {
        yield return $"{type} : {type.BaseType} {type.Attributes} {Attributes(type)}";
        foreach (var field in type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly))
            yield return $"{type} {field} {field.Attributes} {Attributes(field)}";
        foreach (var method in type.GetMembers(Declared).OfType<MethodBase>().Where(m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly || m.IsVirtual))
            yield return $"{type} {method.Name}({string.Join(", ", method.GetParameters().Select(Parameter))}) : {Return(method)} {method.Attributes} {method.MethodImplementationFlags} {Attributes(method)}";
        foreach (var property in type.GetProperties(Declared))
            yield return $"{type} {property} {Attributes(property)}";
        foreach (var implemented in type.GetInterfaces())
            yield return $"{type} is {implemented}";
    }

    private static string Return(MethodBase method) => method is MethodInfo m ? $"{m.ReturnType} {Attributes(m.ReturnParameter)} {Modifiers(m.ReturnParameter)}" : "";

    private static string Parameter(ParameterInfo parameter) =>
        $"{parameter.ParameterType} {parameter.Name} {parameter.Attributes} {Default(parameter)} {Attributes(parameter)} {Modifiers(parameter)} {Marshalling(parameter)}";

    private static string Default(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? "= " + (Convert.ToString(parameter.RawDefaultValue, CultureInfo.InvariantCulture) ?? "null") : "";

    private static string? Marshalling(ParameterInfo parameter) => parameter.GetCustomAttribute<MarshalAsAttribute>()?.Value.ToString();

    private static string Modifiers(ParameterInfo parameter) => string.Join(",", parameter.GetRequiredCustomModifiers().Concat(parameter.GetOptionalCustomModifiers()).Select(t => t.Name));

    private static string Attributes(MemberInfo member) => Attributes(member.CustomAttributes);

    private static string Attributes(ParameterInfo parameter) => Attributes(parameter.CustomAttributes);

    // the one mark that the weaver leaves on what others see
    private static string Attributes(IEnumerable<CustomAttributeData> attributes) =>
        string.Join(" ", attributes.Where(a => a.AttributeType.Name != "NotifiesAttribute").Select(a => a.ToString()).Order(StringComparer.Ordinal));
}
