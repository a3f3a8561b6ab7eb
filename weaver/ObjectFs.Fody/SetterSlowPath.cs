using Mono.Cecil;
using Mono.Cecil.Cil;
using static Mono.Cecil.Cil.Instruction;

namespace ObjectFs.Weaver;

/// <summary>What a hand-written setter calls while somebody is interested, apart so that the setter stays small.</summary>
public sealed partial class ModuleWeaver
{
    /// <summary><c>bool TryRead(ref T value)</c>: a getter that throws must not break the setter, so it makes the value unknown.</summary>
    private MethodReference AddTryRead(Setter setter)
    {
        var method = AddMethod(setter.Method.DeclaringType, Names.ReadPrefix + setter.Name, TypeSystem.BooleanReference, setter.IsStatic);
        var value = new ParameterDefinition("value", ParameterAttributes.None, new ByReferenceType(setter.Value));
        method.Parameters.Add(value);

        var getter = setter.Getter!;
        var call = Create(getter.IsVirtual ? OpCodes.Callvirt : OpCodes.Call, getter.OnSelf());
        Instruction[] read = [Create(OpCodes.Ldarg, value), .. setter.This(), call, Create(OpCodes.Stobj, setter.Value)];
        var code = method.Body.Instructions;
        foreach (var instruction in read)
            code.Add(instruction);

        if (setter.HasPlainGetter)
        {
            code.Add(Create(OpCodes.Ldc_I4_1));
            code.Add(Create(OpCodes.Ret));
        }
        else
        {
            CatchAll(method.Body, read[0]);
        }

        return method.OnSelf();
    }

    /// <summary>The code so far becomes a try block that makes the method return true, and any exception makes it return false.</summary>
    private void CatchAll(MethodBody body, Instruction start)
    {
        var result = NewVariable(body, TypeSystem.BooleanReference);
        var end = Create(OpCodes.Ldloc, result);
        var caught = Create(OpCodes.Pop);
        Instruction[] rest =
        [
            Create(OpCodes.Ldc_I4_1), Create(OpCodes.Stloc, result), Create(OpCodes.Leave, end),
            caught, Create(OpCodes.Ldc_I4_0), Create(OpCodes.Stloc, result), Create(OpCodes.Leave, end),
            end, Create(OpCodes.Ret),
        ];
        foreach (var instruction in rest)
            body.Instructions.Add(instruction);
        body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Catch)
        {
            TryStart = start,
            TryEnd = caught,
            HandlerStart = caught,
            HandlerEnd = end,
            CatchType = _runtime.Exception,
        });
    }

    /// <summary><c>void Tell(bool known, T before)</c>: with both values where both are known, else that it may have changed.</summary>
    private MethodReference AddTell(Setter setter, MethodReference tryRead)
    {
        var method = AddMethod(setter.Method.DeclaringType, Names.TellPrefix + setter.Name, TypeSystem.VoidReference, setter.IsStatic);
        var known = new ParameterDefinition("known", ParameterAttributes.None, TypeSystem.BooleanReference);
        var before = new ParameterDefinition("before", ParameterAttributes.None, setter.Value);
        method.Parameters.Add(known);
        method.Parameters.Add(before);
        var after = NewVariable(method.Body, setter.Value);

        Instruction[] unknown = [.. setter.TellUnknown(), Create(OpCodes.Ret)];
        Instruction[] code =
        [
            Create(OpCodes.Ldarg, known),
            Create(OpCodes.Brfalse, unknown[0]),
            .. setter.This(),
            Create(OpCodes.Ldloca, after),
            Create(OpCodes.Call, tryRead),
            Create(OpCodes.Brfalse, unknown[0]),
            .. setter.Tell(Create(OpCodes.Ldarg, before), Create(OpCodes.Ldloc, after)),
            Create(OpCodes.Ret),
            .. unknown,
        ];
        foreach (var instruction in code)
            method.Body.Instructions.Add(instruction);
        return method.OnSelf();
    }
}
