namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>How lists are changed, see <see cref="Edit"/>.</summary>
internal abstract class ListEdit : Edit
{
    public abstract object Add(object list, object? value);

    public abstract object Set(object list, int index, object? value);

    public abstract object RemoveAt(object list, int index);
}
