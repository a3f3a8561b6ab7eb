using System.Reflection;

namespace ObjectFs.Objects.Shapes;

/// <summary>A static property.</summary>
internal sealed class StaticPropertyCell<TValue> : Accessor<TValue>
{
    private readonly Func<TValue> _get;
    private readonly Action<TValue>? _set;

    /// <summary>Binds to the accessors, public or not.</summary>
    public StaticPropertyCell(PropertyInfo property)
        : base(property)
    {
        _get = property.GetMethod!.CreateDelegate<Func<TValue>>();
        _set = property.SetMethod?.CreateDelegate<Action<TValue>>();
    }

    /// <inheritdoc/>
    public override TValue Read(object? owner) => _get();

    /// <inheritdoc/>
    public override void Write(object? owner, TValue value) => (_set ?? throw ReadOnly())(value);
}
