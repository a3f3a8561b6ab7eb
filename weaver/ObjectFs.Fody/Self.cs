using System.Collections.Generic;
using Mono.Cecil;

namespace ObjectFs.Weaver;

/// <summary>References from inside a type to itself and to its members, which differ from the definitions where the type is generic.</summary>
internal static class Self
{
    public static TypeReference OnSelf(this TypeDefinition type)
    {
        if (!type.HasGenericParameters)
            return type;
        var self = new GenericInstanceType(type);
        foreach (var parameter in type.GenericParameters)
            self.GenericArguments.Add(parameter);
        return self;
    }

    public static FieldReference OnSelf(this FieldDefinition field) =>
        field.DeclaringType.HasGenericParameters ? new FieldReference(field.Name, field.FieldType, field.DeclaringType.OnSelf()) : field;

    public static MethodReference OnSelf(this MethodDefinition method)
    {
        if (!method.DeclaringType.HasGenericParameters)
            return method;
        var reference = new MethodReference(method.Name, method.ReturnType, method.DeclaringType.OnSelf()) { HasThis = method.HasThis };
        foreach (var parameter in method.Parameters)
            reference.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        return reference;
    }

    /// <summary>The type and its bases, as far as their assemblies can be found.</summary>
    public static IEnumerable<TypeDefinition> AndBases(this TypeDefinition type)
    {
        for (var t = type; t is not null; t = t.BaseType?.Resolve())
            yield return t;
    }
}
