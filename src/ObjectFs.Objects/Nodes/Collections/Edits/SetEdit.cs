namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>How sets are changed, see <see cref="Edit"/>.</summary>
internal abstract class SetEdit : Edit
{
    public abstract bool Contains(object set, object value);

    public abstract object Add(object set, object value);

    public abstract object Remove(object set, object value);
}
