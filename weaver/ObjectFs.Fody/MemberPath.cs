using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace ObjectFs.Weaver;

/// <summary>Follows <c>Zone.Name</c> through the types of readable properties and fields.</summary>
internal static class MemberPath
{
    /// <summary>The first type that has no such member, or null where all is well, or where a type on the way cannot be found here.</summary>
    public static TypeReference? FirstWithout(TypeDefinition owner, string path)
    {
        TypeReference? type = owner.OnSelf();
        foreach (var name in path.Split('.'))
        {
            if (!TryFind(type, name, out var found))
                return type;
            if (found is null)
                return null;
            type = found;
        }

        return null;
    }

    /// <summary>The type of a readable property or field of that name, of the type or a base; null where that is not known.</summary>
    private static bool TryFind(TypeReference owner, string name, out TypeReference? found)
    {
        found = null;
        for (var type = owner; type is not null;)
        {
            // what a type parameter stands for is not known here
            if (type.IsGenericParameter || type.Resolve() is not { } definition)
                return true;
            if (definition.FullName == "System.Nullable`1" && type is GenericInstanceType nullable && TryFind(nullable.GenericArguments[0], name, out found))
                return true;
            if (TypeOf(definition, name) is { } declared)
            {
                found = Close(declared, type);
                return true;
            }

            if (definition.IsInterface)
                return TryFindInherited(definition, type, name, out found);
            type = definition.BaseType is null ? null : Close(definition.BaseType, type);
        }

        return false;
    }

    private static bool TryFindInherited(TypeDefinition definition, TypeReference type, string name, out TypeReference? found)
    {
        found = null;
        foreach (var inherited in definition.Interfaces)
        {
            if (TryFind(Close(inherited.InterfaceType, type), name, out found))
                return true;
        }

        return false;
    }

    private static TypeReference? TypeOf(TypeDefinition type, string name) =>
        type.Properties.FirstOrDefault(p => p.Name == name && p.GetMethod is not null && !p.HasParameters)?.PropertyType
        ?? type.Fields.FirstOrDefault(f => f.Name == name)?.FieldType;

    /// <summary>Puts the owner's type arguments in place of its type parameters.</summary>
    private static TypeReference Close(TypeReference type, TypeReference owner)
    {
        if (owner is not GenericInstanceType instance)
            return type;
        if (type is GenericParameter { Type: GenericParameterType.Type } parameter)
            return instance.GenericArguments[parameter.Position];
        if (type is not GenericInstanceType generic)
            return type;

        var closed = new GenericInstanceType(generic.ElementType);
        foreach (var argument in generic.GenericArguments)
            closed.GenericArguments.Add(Close(argument, owner));
        return closed;
    }
}
