using System.Reflection;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Registry;

/// <summary>A condition on an instance.</summary>
internal sealed class PredicateCell(MemberInfo member, Func<object?, object?> test) : Accessor<bool>(member)
{
    /// <inheritdoc/>
    public override bool Read(object? owner) => test(owner) is true;

    /// <inheritdoc/>
    public override void Write(object? owner, bool value) => throw ReadOnly();
}
