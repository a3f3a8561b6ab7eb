using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>A dictionary: a name per key.</summary>
internal sealed class DictionaryDirectory(Location location, ulong inode) : CollectionDirectory(location, inode)
{
    protected override Result<Location> Find(byte[] name)
    {
        if (Location.Read() is not { } dictionary)
            return Errno.ENOENT;
        var fileName = Encoding.UTF8.GetString(name);
        if (KeyOf(dictionary, fileName) is not { } key)
            return Errno.ENOENT;

        // a place may be kept for days: a key that is more than a text is looked for each time, so as not to be kept alive
        return LocationOf(Location, dictionary, fileName, Forms.OfRuntime(key.GetType()) is Form.Scalar or Form.Text ? key : null);
    }

    /// <summary>The place of an entry.</summary>
    /// <param name="owner">The place of the dictionary.</param>
    /// <param name="dictionary">The dictionary there now.</param>
    /// <param name="fileName">The name of the entry.</param>
    /// <param name="key">Its key; null where that is to be found by the name.</param>
    internal static Location LocationOf(Location owner, object dictionary, string fileName, object? key) =>
        new EntryLocation(owner, ElementTypes.OfEntries(dictionary.GetType()).Value, fileName, key, Edits.OfDictionary(owner, dictionary).Succeeded);

    protected override List<Entry> List()
    {
        if (Location.Read() is not { } dictionary)
            return [];
        var (_, valueType) = ElementTypes.OfEntries(dictionary.GetType());
        return [.. Named(dictionary).Select(entry => EntryOf(Encoding.UTF8.GetBytes(entry.Name), valueType))];
    }

    protected override bool CanChange(object collection) => Edits.OfDictionary(Location, collection).Succeeded;

    protected override Location Make(byte[] name, bool isExclusive, out bool isAdded)
    {
        isAdded = false;
        var dictionary = Require();
        var edit = Require(Edits.OfDictionary(Location, dictionary));
        var (keyType, valueType) = ElementTypes.OfEntries(dictionary.GetType());
        if (Find(name).TryGet(out var there))
            return isExclusive ? throw new RefusalException(Errno.EEXIST, null) : there;
        if (Edits.RefuseText(valueType) is { } refusal)
            throw new RefusalException(refusal);
        var key = PartName.Parse(keyType, name);
        return edit.Contains(dictionary, key)
            ? throw new RefusalException(Errno.EEXIST, "the key is there, under another name")
            : new EntryLocation(Location, valueType, Encoding.UTF8.GetString(name), key, canWrite: true, isNew: true, isExclusive);
    }

    protected override object Remove(object collection, byte[] name) => Require(Edits.OfDictionary(Location, collection)).Remove(collection, RequireKey(collection, name));

    protected override object Rename(object collection, byte[] from, byte[] to, bool mayReplace)
    {
        var edit = Require(Edits.OfDictionary(Location, collection));
        var old = RequireKey(collection, from);
        var key = PartName.Parse(ElementTypes.OfEntries(collection.GetType()).Key, to);
        if (Equals(old, key))
            return collection;
        var value = LocationOf(Location, collection, "", old).Read();

        // gone first: to the dictionary's own comparer both may be the same
        var without = edit.Remove(collection, old);
        try
        {
            return mayReplace || !edit.Contains(without, key) ? edit.Set(without, key, value) : throw new RefusalException(Errno.EEXIST, null);
        }
        catch (Exception)
        {
            // whatever there is against the new key, the old one is not to be lost
            edit.Set(without, old, value);
            throw;
        }
    }

    private static object RequireKey(object dictionary, byte[] name) =>
        KeyOf(dictionary, Encoding.UTF8.GetString(name)) ?? throw new RefusalException(Errno.ENOENT, null);

    // strings and scalars lead straight to their entry; a key that only prints itself is found by looking at all
    internal static object? KeyOf(object dictionary, string fileName)
    {
        if (dictionary is IDictionary direct)
        {
            var keyType = ElementTypes.OfEntries(dictionary.GetType()).Key;
            var text = Name.Decode(fileName);
            object? key = keyType == typeof(string) ? text
                : ScalarText.TryGet(keyType, out var scalar) && scalar.Parse(Encoding.UTF8.GetBytes(text), null).TryGet(out var parsed) ? parsed : null;
            if (key is not null && PartName.Of(key) == fileName && direct.Contains(key))
                return key;
        }

        foreach (var (name, key, _) in Named(dictionary))
        {
            if (name == fileName)
                return key;
        }

        return null;
    }

    private static IEnumerable<(string Name, object Key, object? Value)> Named(object dictionary)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in Pairs(dictionary))
        {
            if (PartName.Of(key) is not { } wanted)
                continue;
            var name = wanted;
            for (var n = 2; !names.Add(name); n++)
                name = Name.WithOrdinal(wanted, n);
            yield return (name, key!, value);
        }
    }

    internal static IEnumerable<(object? Key, object? Value)> Pairs(object dictionary)
    {
        foreach (var entry in Elements.Copy(dictionary))
        {
            if (entry is DictionaryEntry pair)
                yield return (pair.Key, pair.Value);
            else if (entry is not null)
                yield return (Part(entry, "Key"), Part(entry, "Value"));
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The properties of KeyValuePair are used by the dictionary that made it.")]
    private static object? Part(object pair, string name) => pair.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance)?.GetValue(pair);
}
