namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>HashSet, SortedSet and their like.</summary>
internal sealed class GenericSetEdit<T> : SetEdit
{
    public override bool IsReadOnly(object collection) => ((ICollection<T>)collection).IsReadOnly;

    public override bool Contains(object set, object value) => ((ISet<T>)set).Contains((T)value);

    public override object Add(object set, object value)
    {
        ((ISet<T>)set).Add((T)value);
        return set;
    }

    public override object Remove(object set, object value)
    {
        ((ISet<T>)set).Remove((T)value);
        return set;
    }
}
