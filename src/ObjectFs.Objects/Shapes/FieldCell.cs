using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;

namespace ObjectFs.Objects.Shapes;

/// <summary>A field, by its address: reflection would box every read.</summary>
internal sealed class FieldCell<TValue> : Accessor<TValue>
{
    private readonly FieldInfo _field;
    private Locator? _locate;

    /// <summary>Binds at the first read, because making code costs some 100 µs.</summary>
    public FieldCell(FieldInfo field)
        : base(field)
    {
        _field = field;
    }

    private delegate ref TValue Locator(object? owner);

    /// <inheritdoc/>
    public override TValue Read(object? owner) => (_locate ??= Bind(_field))(owner);

    /// <inheritdoc/>
    public override void Write(object? owner, TValue value)
    {
        if (IsConstant)
            throw ReadOnly();
        (_locate ??= Bind(_field))(owner) = value;
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Made only where dynamic code is supported.")]
    private static Locator Bind(FieldInfo field)
    {
        DynamicMethod method = new($"&{field.Name}", typeof(TValue).MakeByRefType(), [typeof(object)], field.Module, skipVisibility: true);
        ILGenerator code = method.GetILGenerator();
        if (field.IsStatic)
        {
            code.Emit(OpCodes.Ldsflda, field);
        }
        else
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(field.DeclaringType!.IsValueType ? OpCodes.Unbox : OpCodes.Castclass, field.DeclaringType);
            code.Emit(OpCodes.Ldflda, field);
        }

        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Locator>();
    }
}
