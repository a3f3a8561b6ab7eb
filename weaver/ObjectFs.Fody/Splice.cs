using System.Collections.Generic;
using System.Linq;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace ObjectFs.Weaver;

/// <summary>
/// Puts instructions into a body. An instruction that branches, handlers or sequence points may refer to is never replaced:
/// it becomes the first of what is put in its place.
/// </summary>
internal static class Splice
{
    /// <summary>Before everything else, once (a loop back to the first statement does not come by).</summary>
    public static void AtEntry(this MethodBody body, IReadOnlyList<Instruction> code)
    {
        body.SimplifyMacros();
        var il = body.GetILProcessor();
        var first = body.Instructions[0];
        foreach (var instruction in code)
            il.InsertBefore(first, instruction);
        body.OptimizeMacros();
    }

    /// <summary>Before the method returns, whichever way it does. The code must end in a <c>ret</c>. A method that never returns is left as it is.</summary>
    public static void AtReturn(this MethodBody body, IReadOnlyList<Instruction> code)
    {
        body.SimplifyMacros();
        var returns = body.Instructions.Where(i => i.OpCode == OpCodes.Ret).ToList();
        if (returns.Count > 0)
        {
            foreach (var ret in returns)
                DropTailPrefix(ret);

            // not appended at the end, where a handler might still be open
            var last = returns[returns.Count - 1];
            foreach (var ret in returns.Take(returns.Count - 1))
                Become(ret, Instruction.Create(OpCodes.Br, last));
            Expand(body, last, code);
        }

        body.OptimizeMacros();
    }

    /// <summary>Puts code in the place of one instruction.</summary>
    public static void Expand(MethodBody body, Instruction place, IReadOnlyList<Instruction> code)
    {
        var il = body.GetILProcessor();
        Become(place, code[0]);
        var after = place;
        foreach (var instruction in code.Skip(1))
        {
            il.InsertAfter(after, instruction);
            after = instruction;
        }
    }

    private static void Become(Instruction place, Instruction other)
    {
        place.OpCode = other.OpCode;
        place.Operand = other.Operand;
    }

    private static void DropTailPrefix(Instruction ret)
    {
        if (ret.Previous?.Previous is { } prefix && prefix.OpCode == OpCodes.Tail)
            prefix.OpCode = OpCodes.Nop;
    }
}
