using System.Collections.Immutable;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>ImmutableList and ImmutableArray.</summary>
internal sealed class ImmutableListEdit<T> : ListEdit
{
    public override bool IsReplacing => true;

    public override bool IsReadOnly(object collection) => false;

    public override object Add(object list, object? value) => ((IImmutableList<T>)list).Add((T)value!);

    public override object Set(object list, int index, object? value) => ((IImmutableList<T>)list).SetItem(index, (T)value!);

    public override object RemoveAt(object list, int index) => ((IImmutableList<T>)list).RemoveAt(index);
}
