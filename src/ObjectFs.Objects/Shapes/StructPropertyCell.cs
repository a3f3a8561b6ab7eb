using System.Reflection;
using System.Runtime.CompilerServices;

namespace ObjectFs.Objects.Shapes;

/// <summary>A property of a boxed struct, read and set in its box.</summary>
internal sealed class StructPropertyCell<TOwner, TValue> : Accessor<TValue>
    where TOwner : struct
{
    private readonly Getter _get;
    private readonly Setter? _set;

    /// <summary>Binds to the accessors, public or not.</summary>
    public StructPropertyCell(PropertyInfo property)
        : base(property)
    {
        _get = property.GetMethod!.CreateDelegate<Getter>();
        _set = property.SetMethod?.CreateDelegate<Setter>();
    }

    private delegate TValue Getter(ref TOwner owner);

    private delegate void Setter(ref TOwner owner, TValue value);

    /// <inheritdoc/>
    public override TValue Read(object? owner) => _get(ref Unsafe.Unbox<TOwner>(owner!));

    /// <inheritdoc/>
    public override void Write(object? owner, TValue value) => (_set ?? throw ReadOnly())(ref Unsafe.Unbox<TOwner>(owner!), value);
}
