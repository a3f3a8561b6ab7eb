using System.Collections.Immutable;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>ImmutableDictionary and ImmutableSortedDictionary.</summary>
internal sealed class ImmutableDictionaryEdit<TKey, TValue> : DictionaryEdit
{
    public override bool IsReplacing => true;

    public override bool IsReadOnly(object collection) => false;

    public override bool Contains(object dictionary, object key) => ((IImmutableDictionary<TKey, TValue>)dictionary).ContainsKey((TKey)key);

    public override object Set(object dictionary, object key, object? value) => ((IImmutableDictionary<TKey, TValue>)dictionary).SetItem((TKey)key, (TValue)value!);

    public override object Remove(object dictionary, object key) => ((IImmutableDictionary<TKey, TValue>)dictionary).Remove((TKey)key);
}
