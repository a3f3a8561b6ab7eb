namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>Lists that implement the generic interface alone.</summary>
internal sealed class GenericListEdit<T> : ListEdit
{
    public override bool IsReadOnly(object collection) => ((ICollection<T>)collection).IsReadOnly;

    public override object Add(object list, object? value)
    {
        ((IList<T>)list).Add((T)value!);
        return list;
    }

    public override object Set(object list, int index, object? value)
    {
        ((IList<T>)list)[index] = (T)value!;
        return list;
    }

    public override object RemoveAt(object list, int index)
    {
        ((IList<T>)list).RemoveAt(index);
        return list;
    }
}
