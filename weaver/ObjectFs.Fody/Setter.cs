using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using static Mono.Cecil.Cil.Instruction;

namespace ObjectFs.Weaver;

/// <summary>A setter to be instrumented, and the pieces of code that every form of it is made of.</summary>
internal sealed class Setter
{
    private readonly PropertyDefinition _property;
    private readonly FieldReference _interest;
    private readonly Changed _changed;

    public Setter(PropertyDefinition property, FieldDefinition interest, int bit, Changed changed)
    {
        _property = property;
        _interest = interest.OnSelf();
        _changed = changed;
        Bit = bit;
    }

    /// <summary>The number of its bit.</summary>
    public int Bit { get; }

    /// <summary>The property's name, unique in its class.</summary>
    public string Name => _property.Name;

    /// <summary>The setter itself.</summary>
    public MethodDefinition Method => _property.SetMethod;

    /// <summary>The getter, or null where an override replaces the setter alone.</summary>
    public MethodDefinition? Getter => _property.GetMethod;

    /// <summary>The property's type.</summary>
    public TypeReference Value => _property.PropertyType;

    /// <summary>Whether the property is static.</summary>
    public bool IsStatic => Method.IsStatic;

    /// <summary>The field that getter and setter do nothing but load and store, or null.</summary>
    public FieldReference? Field
    {
        get
        {
            var loaded = LoadedBy(Getter);
            return loaded is not null && loaded.FullName == StoredBy(Method)?.FullName && loaded.FieldType.FullName == Value.FullName ? loaded : null;
        }
    }

    /// <summary>Whether calling the getter is no more than loading a field, and can neither throw nor be overridden.</summary>
    public bool HasPlainGetter => LoadedBy(Getter) is not null && !(Getter!.IsVirtual && !Getter.IsFinal);

    /// <summary>Puts <c>this</c> on the stack; nothing for a static setter.</summary>
    public IEnumerable<Instruction> This()
    {
        if (!IsStatic)
            yield return Create(OpCodes.Ldarg_0);
    }

    /// <summary>Goes to <paramref name="idle"/> while nobody is interested. Never before the store: who sets the bit reads the value only then.</summary>
    public IEnumerable<Instruction> UnlessInterested(Instruction idle) =>
    [
        .. This(),
        Create(OpCodes.Volatile),
        Create(IsStatic ? OpCodes.Ldsfld : OpCodes.Ldfld, _interest),
        Create(OpCodes.Ldc_I4, 1 << Bit),
        Create(OpCodes.And),
        Create(OpCodes.Brfalse, idle),
    ];

    /// <summary>Tells of the change; the code given puts the value before, then the value after on the stack.</summary>
    public IEnumerable<Instruction> Tell(params Instruction[] values) =>
        [.. Subject(), .. values, Create(OpCodes.Call, _changed.Of(Value))];

    /// <summary>Tells that it may have changed.</summary>
    public IEnumerable<Instruction> TellUnknown() => [.. Subject(), Create(OpCodes.Call, _changed.Unknown)];

    private IEnumerable<Instruction> Subject() =>
    [
        IsStatic ? Create(OpCodes.Ldtoken, Method.DeclaringType) : Create(OpCodes.Ldarg_0),
        .. This(),
        Create(IsStatic ? OpCodes.Ldsflda : OpCodes.Ldflda, _interest),
        Create(OpCodes.Ldc_I4, Bit),
    ];

    private FieldReference? LoadedBy(MethodDefinition? getter) =>
        Matches(getter, IsStatic ? [OpCodes.Ldsfld, OpCodes.Ret] : [OpCodes.Ldarg_0, OpCodes.Ldfld, OpCodes.Ret]);

    private FieldReference? StoredBy(MethodDefinition setter) =>
        Matches(setter, IsStatic ? [OpCodes.Ldarg_0, OpCodes.Stsfld, OpCodes.Ret] : [OpCodes.Ldarg_0, OpCodes.Ldarg_1, OpCodes.Stfld, OpCodes.Ret]);

    /// <summary>The one field that a body of just these instructions names. Unoptimized bodies have a <c>nop</c> here and there, and a detour before the <c>ret</c>.</summary>
    private static FieldReference? Matches(MethodDefinition? method, OpCode[] shape)
    {
        if (method is not { HasBody: true } || method.Body.HasExceptionHandlers)
            return null;
        var code = method.Body.Instructions.Where(i => i.OpCode != OpCodes.Nop).ToList();
        if (code.Count == shape.Length + 3 && IsDetour(code[code.Count - 4], code[code.Count - 3], code[code.Count - 2]))
            code.RemoveRange(code.Count - 4, 3);
        return code.Select(i => i.OpCode).SequenceEqual(shape) ? code.Select(i => i.Operand).OfType<FieldReference>().Single() : null;
    }

    private static bool IsDetour(Instruction store, Instruction branch, Instruction load) =>
        store.OpCode == OpCodes.Stloc_0 && branch.OpCode == OpCodes.Br_S && branch.Operand == load && load.OpCode == OpCodes.Ldloc_0;
}
