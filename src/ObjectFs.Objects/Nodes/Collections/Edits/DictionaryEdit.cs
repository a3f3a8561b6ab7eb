namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>How dictionaries are changed, see <see cref="Edit"/>.</summary>
internal abstract class DictionaryEdit : Edit
{
    public abstract bool Contains(object dictionary, object key);

    /// <summary>Sets the value of a key, which is added where it is missing.</summary>
    public abstract object Set(object dictionary, object key, object? value);

    public abstract object Remove(object dictionary, object key);
}
