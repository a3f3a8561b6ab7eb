using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using static Mono.Cecil.Cil.Instruction;

namespace ObjectFs.Weaver;

/// <summary>Each constructor of an exported class ends in <c>Woven.Register&lt;Self&gt;(this)</c>.</summary>
public sealed partial class ModuleWeaver
{
    private void AnnounceConstruction()
    {
        foreach (var type in _exported)
            AnnounceConstruction(type);
    }

    private void AnnounceConstruction(TypeDefinition type)
    {
        var constructors = type.GetConstructors().Where(c => !c.IsStatic && c.HasBody).ToList();
        var chains = constructors.Select(c => (Constructor: c, Call: ChainCall(c)!)).Where(c => c.Call is not null).ToList();

        // one that others chain to must not announce a half-built object: they get a twin that does not
        var twins = new Dictionary<MethodDefinition, MethodDefinition>();
        foreach (var target in chains.Select(c => Target(c.Call)).Distinct())
            twins.Add(target, Split(target));

        foreach (var (constructor, call) in chains)
        {
            var body = twins.TryGetValue(constructor, out var twin) ? twin.Body : constructor.Body;
            Splice.Expand(body, call, [Create(OpCodes.Ldnull), Create(OpCodes.Call, twins[Target(call)].OnSelf())]);
        }

        foreach (var constructor in constructors)
            constructor.Body.AtReturn([Create(OpCodes.Ldarg, constructor.Body.ThisParameter), Create(OpCodes.Call, RegisterOf(type)), Create(OpCodes.Ret)]);
    }

    /// <summary>The call of <c>this(...)</c>, or null where the constructor calls its base's.</summary>
    private static Instruction? ChainCall(MethodDefinition constructor) =>
        constructor.Body.Instructions.FirstOrDefault(i =>
            i.OpCode == OpCodes.Call
            && i.Operand is MethodReference { Name: ".ctor" } called
            && called.DeclaringType.GetElementType() == constructor.DeclaringType);

    private static MethodDefinition Target(Instruction chainCall) => ((MethodReference)chainCall.Operand).Resolve();

    private GenericInstanceMethod RegisterOf(TypeDefinition type) =>
        new(_runtime.Register) { GenericArguments = { type.OnSelf() } };
}
