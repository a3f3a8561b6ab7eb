namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>Dictionaries that implement the generic interface alone.</summary>
internal sealed class GenericDictionaryEdit<TKey, TValue> : DictionaryEdit
{
    public override bool IsReadOnly(object collection) => ((ICollection<KeyValuePair<TKey, TValue>>)collection).IsReadOnly;

    public override bool Contains(object dictionary, object key) => ((IDictionary<TKey, TValue>)dictionary).ContainsKey((TKey)key);

    public override object Set(object dictionary, object key, object? value)
    {
        ((IDictionary<TKey, TValue>)dictionary)[(TKey)key] = (TValue)value!;
        return dictionary;
    }

    public override object Remove(object dictionary, object key)
    {
        ((IDictionary<TKey, TValue>)dictionary).Remove((TKey)key);
        return dictionary;
    }
}
