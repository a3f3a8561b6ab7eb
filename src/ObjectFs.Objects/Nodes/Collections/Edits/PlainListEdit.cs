using System.Collections;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>Arrays, and all lists that show themselves without type arguments.</summary>
internal sealed class PlainListEdit : ListEdit
{
    public override bool IsReadOnly(object collection) => ((IList)collection).IsReadOnly;

    public override Failure? RefuseResize(object collection) =>
        ((IList)collection).IsFixedSize ? new Failure(Errno.EPERM, $"{(collection is Array ? "an array" : "it")} keeps its size: elements can be set, and neither added nor removed") : null;

    public override object Add(object list, object? value)
    {
        ((IList)list).Add(value);
        return list;
    }

    public override object Set(object list, int index, object? value)
    {
        ((IList)list)[index] = value;
        return list;
    }

    public override object RemoveAt(object list, int index)
    {
        ((IList)list).RemoveAt(index);
        return list;
    }
}
