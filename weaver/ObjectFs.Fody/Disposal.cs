using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using static Mono.Cecil.Cil.Instruction;

namespace ObjectFs.Weaver;

/// <summary>A disposed object leaves the tree: its Dispose and DisposeAsync begin with <c>Woven.Unregister(this)</c>.</summary>
public sealed partial class ModuleWeaver
{
    private void WithdrawWhenDisposed()
    {
        foreach (var type in _exported)
        {
            Withdraw(type, "System.IDisposable", "Dispose");
            Withdraw(type, "System.IAsyncDisposable", "DisposeAsync");
            WithdrawFromPattern(type);
        }
    }

    private void Withdraw(TypeDefinition type, string contract, string name)
    {
        foreach (var method in type.Methods.Where(m => m.HasBody && Implements(m, contract, name)))
            method.Body.AtEntry([Create(OpCodes.Ldarg_0), Create(OpCodes.Call, _runtime.Unregister)]);
    }

    /// <summary>Under a base that is not woven (a Stream, a Component), <c>Dispose(bool disposing)</c> is all that a class has of its own.</summary>
    private void WithdrawFromPattern(TypeDefinition type)
    {
        if (type.AndBases().Any(t => (t == type || IsExported(t)) && t.Methods.Any(m => Implements(m, "System.IDisposable", "Dispose"))))
            return;
        foreach (var method in type.Methods.Where(m => m.HasBody && IsDisposeOfPattern(m) && IsA(type, "System.IDisposable")))
        {
            var start = method.Body.Instructions[0];
            method.Body.AtEntry(
            [
                Create(OpCodes.Ldarg, method.Parameters[0]), Create(OpCodes.Brfalse, start),
                Create(OpCodes.Ldarg_0), Create(OpCodes.Call, _runtime.Unregister),
            ]);
        }
    }

    private static bool IsDisposeOfPattern(MethodDefinition method) =>
        method is { Name: "Dispose", IsVirtual: true, IsReuseSlot: true, Parameters.Count: 1 }
        && method.Parameters[0].ParameterType.FullName == "System.Boolean";

    private static bool Implements(MethodDefinition method, string contract, string name) =>
        !method.IsStatic && !method.HasParameters && !method.HasGenericParameters
        && ((method.IsPublic && method.Name == name && IsA(method.DeclaringType, contract))
            || method.Overrides.Any(o => o.Name == name && o.DeclaringType.FullName == contract));

    private static bool IsA(TypeDefinition type, string contract) =>
        type.AndBases().Any(t => t.Interfaces.Any(i => i.InterfaceType.FullName == contract || i.InterfaceType.Resolve() is { } inherited && IsA(inherited, contract)));
}
