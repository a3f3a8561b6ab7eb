using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using static Mono.Cecil.Cil.Instruction;

namespace ObjectFs.Weaver;

/// <summary>An object carries its own number, so that finding it costs no table.</summary>
public sealed partial class ModuleWeaver
{
    private void AddIdentityFields()
    {
        foreach (var type in _exported.Where(t => t.IsAutoLayout && !t.AndBases().Any(HasIdentity)))
        {
            var field = AddField(type, Names.IdentityField, TypeSystem.Int64Reference, isStatic: false);
            AddAddressOf(field, Names.IdentityMethod);
        }
    }

    private static bool HasIdentity(TypeDefinition type) => type.Fields.Any(f => f.Name == Names.IdentityField);

    private FieldDefinition AddField(TypeDefinition type, string name, TypeReference fieldType, bool isStatic)
    {
        var field = new FieldDefinition(
            name, FieldAttributes.Private | FieldAttributes.NotSerialized | (isStatic ? FieldAttributes.Static : 0), fieldType);
        field.CustomAttributes.Add(CompilerGenerated());
        type.Fields.Add(field);
        return field;
    }

    /// <summary><c>static ref T Name(object self) => ref ((Self)self).field;</c> or, of a static field, <c>static ref T Name() => ref field;</c></summary>
    private void AddAddressOf(FieldDefinition field, string name)
    {
        var method = AddMethod(field.DeclaringType, name, new ByReferenceType(field.FieldType), isStatic: true);
        var code = method.Body.Instructions;
        if (field.IsStatic)
        {
            code.Add(Create(OpCodes.Ldsflda, field.OnSelf()));
        }
        else
        {
            method.Parameters.Add(new ParameterDefinition("self", ParameterAttributes.None, TypeSystem.ObjectReference));
            // no cast: the run-time library asks each type about its own instances only, and asks often
            code.Add(Create(OpCodes.Ldarg_0));
            code.Add(Create(OpCodes.Ldflda, field.OnSelf()));
        }

        code.Add(Create(OpCodes.Ret));
    }

    private MethodDefinition AddMethod(TypeDefinition type, string name, TypeReference returnType, bool isStatic)
    {
        var method = new MethodDefinition(
            name, MethodAttributes.Private | MethodAttributes.HideBySig | (isStatic ? MethodAttributes.Static : 0), returnType);
        method.CustomAttributes.Add(CompilerGenerated());
        method.Body.InitLocals = true;
        type.Methods.Add(method);
        return method;
    }
}
