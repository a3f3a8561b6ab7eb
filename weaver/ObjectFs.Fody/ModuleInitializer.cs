using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using static Mono.Cecil.Cil.Instruction;

namespace ObjectFs.Weaver;

/// <summary>When the module is loaded: announces its exported static members and the classes that mkdir may make the first instance of, then starts the gateways that the environment asks for.</summary>
public sealed partial class ModuleWeaver
{
    private void InitializeModule()
    {
        var code = new List<Instruction>();
        foreach (var type in _statics.Concat(_creatable))
        {
            code.Add(Create(OpCodes.Ldtoken, type));
            code.Add(Create(OpCodes.Call, _runtime.RegisterStatic));
        }

        if (_runtime.Autostart is { } run)
            code.Add(Create(OpCodes.Call, run));
        if (code.Count == 0)
            return;
        code.Add(Create(OpCodes.Ret));
        StaticConstructorOfModule().Body.AtReturn(code);
    }

    private MethodDefinition StaticConstructorOfModule()
    {
        var module = ModuleDefinition.GetType("<Module>");
        if (module.GetStaticConstructor() is { } existing)
            return existing;
        var constructor = new MethodDefinition(
            ".cctor",
            MethodAttributes.Private | MethodAttributes.HideBySig | MethodAttributes.Static | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
            TypeSystem.VoidReference);
        constructor.Body.Instructions.Add(Create(OpCodes.Ret));
        module.Methods.Add(constructor);
        return constructor;
    }
}
