using System.Collections;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>All dictionaries that show themselves without type arguments; concurrent ones too.</summary>
internal sealed class PlainDictionaryEdit : DictionaryEdit
{
    public override bool IsReadOnly(object collection) => ((IDictionary)collection).IsReadOnly;

    public override bool Contains(object dictionary, object key) => ((IDictionary)dictionary).Contains(key);

    public override object Set(object dictionary, object key, object? value)
    {
        ((IDictionary)dictionary)[key] = value;
        return dictionary;
    }

    public override object Remove(object dictionary, object key)
    {
        ((IDictionary)dictionary).Remove(key);
        return dictionary;
    }
}
