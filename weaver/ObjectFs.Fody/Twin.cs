using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using static Mono.Cecil.Cil.Instruction;

namespace ObjectFs.Weaver;

/// <summary>The private twin of a constructor: it has the body, and one parameter more that nobody else can name.</summary>
public sealed partial class ModuleWeaver
{
    private MethodDefinition Split(MethodDefinition constructor)
    {
        var twin = new MethodDefinition(
            constructor.Name, (constructor.Attributes & ~MethodAttributes.MemberAccessMask) | MethodAttributes.Private, constructor.ReturnType)
        {
            ImplAttributes = constructor.ImplAttributes,
        };
        twin.CustomAttributes.Add(CompilerGenerated());
        MoveParameters(constructor, twin);
        MoveBody(constructor, twin);
        twin.Parameters.Add(new ParameterDefinition("chained", ParameterAttributes.None, _runtime.Chained));
        constructor.DeclaringType.Methods.Add(twin);

        var il = constructor.Body.GetILProcessor();
        il.Emit(OpCodes.Ldarg_0);
        foreach (var parameter in constructor.Parameters)
            il.Emit(OpCodes.Ldarg, parameter);
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Call, twin.OnSelf());
        il.Emit(OpCodes.Ret);
        return twin;
    }

    /// <summary>The twin gets the very objects that the body refers to, the constructor copies with all that callers and reflection see.</summary>
    private static void MoveParameters(MethodDefinition constructor, MethodDefinition twin)
    {
        var parameters = constructor.Parameters.ToList();
        constructor.Parameters.Clear();
        foreach (var parameter in parameters)
        {
            var copy = new ParameterDefinition(parameter.Name, parameter.Attributes, parameter.ParameterType);
            if (parameter.HasConstant)
                copy.Constant = parameter.Constant;
            if (parameter.HasMarshalInfo)
                copy.MarshalInfo = parameter.MarshalInfo;
            foreach (var attribute in parameter.CustomAttributes)
                copy.CustomAttributes.Add(attribute);
            constructor.Parameters.Add(copy);
            twin.Parameters.Add(parameter);
        }
    }

    private static void MoveBody(MethodDefinition constructor, MethodDefinition twin)
    {
        var from = constructor.Body;
        var to = twin.Body = new MethodBody(twin) { InitLocals = from.InitLocals };
        foreach (var variable in from.Variables)
            to.Variables.Add(variable);
        foreach (var instruction in from.Instructions)
            to.Instructions.Add(instruction);
        foreach (var handler in from.ExceptionHandlers)
            to.ExceptionHandlers.Add(handler);

        foreach (var point in constructor.DebugInformation.SequencePoints)
            twin.DebugInformation.SequencePoints.Add(point);
        twin.DebugInformation.Scope = constructor.DebugInformation.Scope;
        foreach (var information in constructor.CustomDebugInformations)
            twin.CustomDebugInformations.Add(information);
        constructor.DebugInformation.SequencePoints.Clear();
        constructor.DebugInformation.Scope = null;
        constructor.CustomDebugInformations.Clear();
        constructor.Body = new MethodBody(constructor);
    }
}
