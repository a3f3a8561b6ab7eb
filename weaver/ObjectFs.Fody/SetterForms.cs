using System.Collections.Generic;
using Mono.Cecil;
using Mono.Cecil.Cil;
using static Mono.Cecil.Cil.Instruction;

namespace ObjectFs.Weaver;

/// <summary>The three forms of an instrumented setter.</summary>
public sealed partial class ModuleWeaver
{
    private void Notify(Setter setter)
    {
        if (setter.Field is { } field)
            NotifyFromField(setter, field);
        else if (setter.Getter is not null)
            NotifyFromGetter(setter);
        else
            NotifyWithoutValues(setter);
    }

    /// <summary><c>var before = field; field = value; if (interested) Changed(before, value);</c></summary>
    private static void NotifyFromField(Setter setter, FieldReference field)
    {
        var body = setter.Method.Body;
        var before = NewVariable(body, setter.Value);
        body.AtEntry([.. setter.This(), Create(setter.IsStatic ? OpCodes.Ldsfld : OpCodes.Ldfld, field), Create(OpCodes.Stloc, before)]);

        var end = Create(OpCodes.Ret);
        body.AtReturn(
        [
            .. setter.UnlessInterested(end),
            .. setter.Tell(Create(OpCodes.Ldloc, before), Create(OpCodes.Ldarg, setter.Method.Parameters[0])),
            end,
        ]);
    }

    /// <summary><c>var known = interested &amp;&amp; TryRead(ref before); …; if (interested) Tell(known, before);</c></summary>
    private void NotifyFromGetter(Setter setter)
    {
        var tryRead = AddTryRead(setter);
        var tell = AddTell(setter, tryRead);
        var body = setter.Method.Body;
        var before = NewVariable(body, setter.Value);
        var known = NewVariable(body, TypeSystem.BooleanReference);
        var start = body.Instructions[0];
        body.AtEntry(
        [
            Create(OpCodes.Ldc_I4_0),
            Create(OpCodes.Stloc, known),
            .. setter.UnlessInterested(start),
            .. setter.This(),
            Create(OpCodes.Ldloca, before),
            Create(OpCodes.Call, tryRead),
            Create(OpCodes.Stloc, known),
        ]);

        var end = Create(OpCodes.Ret);
        body.AtReturn(
        [
            .. setter.UnlessInterested(end),
            .. setter.This(),
            Create(OpCodes.Ldloc, known),
            Create(OpCodes.Ldloc, before),
            Create(OpCodes.Call, tell),
            end,
        ]);
    }

    private static void NotifyWithoutValues(Setter setter)
    {
        var end = Create(OpCodes.Ret);
        setter.Method.Body.AtReturn([.. setter.UnlessInterested(end), .. setter.TellUnknown(), end]);
    }

    private static VariableDefinition NewVariable(MethodBody body, TypeReference type)
    {
        // who asked for uninitialized locals keeps them; a body without any had no say
        body.InitLocals |= !body.HasVariables;
        var variable = new VariableDefinition(type);
        body.Variables.Add(variable);
        return variable;
    }
}
