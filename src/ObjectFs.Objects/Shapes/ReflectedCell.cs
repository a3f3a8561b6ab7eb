using System.Reflection;

namespace ObjectFs.Objects.Shapes;

/// <summary>Any member, through reflection: constants, and everything where no code can be made at run time.</summary>
internal sealed class ReflectedCell : Accessor<object?>
{
    private readonly PropertyInfo? _property;
    private readonly FieldInfo? _field;

    /// <summary>Wraps a property.</summary>
    public ReflectedCell(PropertyInfo property, Type valueType)
        : base(property, valueType)
    {
        _property = property;
    }

    /// <summary>Wraps a field.</summary>
    public ReflectedCell(FieldInfo field, Type valueType)
        : base(field, valueType)
    {
        _field = field;
    }

    /// <inheritdoc/>
    public override object? Read(object? owner) =>
        _field is not null ? _field.GetValue(owner) : _property!.GetMethod!.Invoke(owner, BindingFlags.DoNotWrapExceptions, null, null, null);

    /// <inheritdoc/>
    public override void Write(object? owner, object? value)
    {
        if (_field is not null && !IsConstant)
            _field.SetValue(owner, value);
        else if (_property?.SetMethod is { } setter)
            setter.Invoke(owner, BindingFlags.DoNotWrapExceptions, null, [value], null);
        else
            throw ReadOnly();
    }
}
