using System.Linq;
using Mono.Cecil;

namespace ObjectFs.Weaver;

/// <summary>Which attributes a definition carries, and what kind of definition it is.</summary>
internal static class Attributes
{
    public static bool Has(this ICustomAttributeProvider provider, string attribute) => provider.Find(attribute) is not null;

    public static CustomAttribute? Find(this ICustomAttributeProvider provider, string attribute) =>
        provider.HasCustomAttributes ? provider.CustomAttributes.FirstOrDefault(a => a.AttributeType.FullName == attribute) : null;

    public static bool IsStatic(this TypeDefinition type) => type.IsAbstract && type.IsSealed && type.IsClass;

    public static bool IsStatic(this PropertyDefinition property) => (property.GetMethod ?? property.SetMethod) is { IsStatic: true };

    public static bool IsStatic(this EventDefinition @event) => (@event.AddMethod ?? @event.RemoveMethod) is { IsStatic: true };

    /// <summary>Whether every object that holds such a value lives on the stack, so that nothing can be kept of it or boxed.</summary>
    public static bool IsStackOnly(this TypeReference type) => type switch
    {
        ByReferenceType or PointerType or FunctionPointerType => true,
        IModifierType modified => modified.ElementType.IsStackOnly(),
        // 0x20: allows ref struct
        GenericParameter parameter => ((int)parameter.Attributes & 0x20) != 0,
        ArrayType => false,
        _ => type.IsValueType && type.Resolve() is { } definition && definition.Has("System.Runtime.CompilerServices.IsByRefLikeAttribute"),
    };
}
