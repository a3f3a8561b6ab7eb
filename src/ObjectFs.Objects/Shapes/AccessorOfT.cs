using System.Reflection;

namespace ObjectFs.Objects.Shapes;

/// <summary>An accessor that knows its value's type, so that nothing is boxed. Where no code can be made at run time, accessors are of object.</summary>
internal abstract class Accessor<TValue> : Accessor
{
    private protected Accessor(MemberInfo member)
        : base(member, typeof(TValue))
    {
    }

    private protected Accessor(MemberInfo member, Type valueType)
        : base(member, valueType)
    {
    }

    /// <summary>Reads on the calling thread.</summary>
    public abstract TValue Read(object? owner);

    /// <summary>Sets on the calling thread; a struct owner is changed in its box.</summary>
    /// <exception cref="NotSupportedException">There is no setter.</exception>
    public abstract void Write(object? owner, TValue value);

    /// <inheritdoc/>
    public override object? ReadObject(object? owner) => Read(owner);

    /// <inheritdoc/>
    public override void WriteObject(object? owner, object? value) => Write(owner, (TValue)value!);

    private protected NotSupportedException ReadOnly() => new($"{Name} is read-only.");
}
