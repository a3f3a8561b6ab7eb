using System.Collections.Immutable;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>ImmutableHashSet and ImmutableSortedSet.</summary>
internal sealed class ImmutableSetEdit<T> : SetEdit
{
    public override bool IsReplacing => true;

    public override bool IsReadOnly(object collection) => false;

    public override bool Contains(object set, object value) => ((IImmutableSet<T>)set).Contains((T)value);

    public override object Add(object set, object value) => ((IImmutableSet<T>)set).Add((T)value);

    public override object Remove(object set, object value) => ((IImmutableSet<T>)set).Remove((T)value);
}
