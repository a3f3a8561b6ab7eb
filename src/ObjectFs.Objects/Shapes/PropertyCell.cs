using System.Reflection;

namespace ObjectFs.Objects.Shapes;

/// <summary>A property of a class.</summary>
internal sealed class PropertyCell<TOwner, TValue> : Accessor<TValue>
    where TOwner : class
{
    private readonly Func<TOwner, TValue> _get;
    private readonly Action<TOwner, TValue>? _set;

    /// <summary>Binds to the accessors, public or not.</summary>
    public PropertyCell(PropertyInfo property)
        : base(property)
    {
        _get = property.GetMethod!.CreateDelegate<Func<TOwner, TValue>>();
        _set = property.SetMethod?.CreateDelegate<Action<TOwner, TValue>>();
    }

    /// <inheritdoc/>
    public override TValue Read(object? owner) => _get((TOwner)owner!);

    /// <inheritdoc/>
    public override void Write(object? owner, TValue value) => (_set ?? throw ReadOnly())((TOwner)owner!, value);
}
