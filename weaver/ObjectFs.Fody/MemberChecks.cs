using System.Linq;
using Mono.Cecil;

namespace ObjectFs.Weaver;

/// <summary>What can be wrong with an [Export] on a member.</summary>
public sealed partial class ModuleWeaver
{
    private void CheckMembers(TypeDefinition type)
    {
        foreach (var property in type.Properties)
            CheckMember(property, property.IsStatic(), Obstacle(property));
        foreach (var field in type.Fields)
            CheckMember(field, field.IsStatic, Obstacle(field.FieldType, "a field"));
        foreach (var method in type.Methods)
            CheckMember(method, method.IsStatic, Obstacle(method));
        foreach (var @event in type.Events)
            CheckMember(@event, @event.IsStatic(), obstacle: null);
    }

    private void CheckMember(IMemberDefinition member, bool isStatic, string? obstacle)
    {
        if (member.Find(Names.Export) is not { } attribute)
            return;
        if (obstacle is not null)
            Report(Diagnostic.MemberUnsupported, member, obstacle);
        if (isStatic && member.DeclaringType.HasGenericParameters)
            Report(Diagnostic.GenericStatic, member);
        else if (isStatic && member.DeclaringType.IsInterface)
            Report(Diagnostic.MemberUnsupported, member, "a static member of an interface");
        CheckMode(member, new Export(attribute));
    }

    private static string? Obstacle(PropertyDefinition property) =>
        property.HasParameters ? "an indexer" : Obstacle(property.PropertyType, "a property");

    private static string? Obstacle(MethodDefinition method)
    {
        if (method.HasGenericParameters)
            return "a generic method";
        return Obstacle(method.ReturnType, "a method")
            ?? method.Parameters.Select(p => p.ParameterType).Where(t => !t.IsByReference).Select(t => Obstacle(t, "a method")).FirstOrDefault(o => o is not null);
    }

    private static string? Obstacle(TypeReference type, string member) => type switch
    {
        IModifierType modified => Obstacle(modified.ElementType, member),
        ByReferenceType => member + " that returns by reference",
        PointerType or FunctionPointerType => member + " with a pointer",
        _ when type.IsStackOnly() => member + " with a ref struct",
        _ => null,
    };
}
