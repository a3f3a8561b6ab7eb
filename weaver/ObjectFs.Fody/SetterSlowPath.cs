using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using static Mono.Cecil.Cil.Instruction;

namespace ObjectFs.Weaver;

/// <summary>What a hand-written setter calls while somebody is interested, apart so that the setter stays small.</summary>
public sealed partial class ModuleWeaver
{
    /// <summary><c>bool TryRead(ref T value)</c></summary>
    private MethodReference AddTryRead(Setter setter)
    {
        var method = AddMethod(setter.Method.DeclaringType, Names.ReadPrefix + setter.Name, TypeSystem.BooleanReference, setter.IsStatic);
        var value = new ParameterDefinition("value", ParameterAttributes.None, new ByReferenceType(setter.Value));
        method.Parameters.Add(value);

        var getter = setter.Getter!;
        var call = Create(getter.IsVirtual ? OpCodes.Callvirt : OpCodes.Call, getter.OnSelf());
        Instruction[] read = [Create(OpCodes.Ldarg, value), .. setter.This(), call, Create(OpCodes.Stobj, setter.Value)];
        Append(method.Body, setter.HasPlainGetter ? [.. read, Create(OpCodes.Ldc_I4_1), Create(OpCodes.Ret)] : Guarded(method.Body, read));
        return method.OnSelf();
    }

    /// <summary>
    /// <c>if (reading) return false; reading = true; try { read; ok = true; } catch { ok = false; } reading = false; return ok;</c>
    /// A getter that throws must not break the setter, and one that calls the setter must not go round for ever: either makes the value unknown.
    /// </summary>
    private Instruction[] Guarded(MethodBody body, Instruction[] read)
    {
        var reading = ReadingField(body.Method.DeclaringType).OnSelf();
        var ok = NewVariable(body, TypeSystem.BooleanReference);
        var start = Create(OpCodes.Ldc_I4_1);
        var caught = Create(OpCodes.Pop);
        var end = Create(OpCodes.Ldc_I4_0);
        body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Catch)
        {
            TryStart = read[0],
            TryEnd = caught,
            HandlerStart = caught,
            HandlerEnd = end,
            CatchType = _runtime.Exception,
        });
        return
        [
            Create(OpCodes.Ldsfld, reading), Create(OpCodes.Brfalse, start), Create(OpCodes.Ldc_I4_0), Create(OpCodes.Ret),
            start, Create(OpCodes.Stsfld, reading),
            .. read, Create(OpCodes.Ldc_I4_1), Create(OpCodes.Stloc, ok), Create(OpCodes.Leave, end),
            caught, Create(OpCodes.Ldc_I4_0), Create(OpCodes.Stloc, ok), Create(OpCodes.Leave, end),
            end, Create(OpCodes.Stsfld, reading),
            Create(OpCodes.Ldloc, ok), Create(OpCodes.Ret),
        ];
    }

    private FieldDefinition ReadingField(TypeDefinition type)
    {
        if (type.Fields.FirstOrDefault(f => f.Name == Names.ReadingField) is { } existing)
            return existing;
        var field = AddField(type, Names.ReadingField, TypeSystem.BooleanReference, isStatic: true);
        field.CustomAttributes.Add(new CustomAttribute(_runtime.ThreadStatic));
        return field;
    }

    private static void Append(MethodBody body, Instruction[] code)
    {
        foreach (var instruction in code)
            body.Instructions.Add(instruction);
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
        Append(method.Body,
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
        ]);
        return method.OnSelf();
    }
}
