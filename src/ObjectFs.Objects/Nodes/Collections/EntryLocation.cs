using System.Collections;
using ObjectFs.Objects.Access;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>The value of a key; with <paramref name="isNew"/>, of one that the first write adds.</summary>
internal sealed class EntryLocation(Location owner, Type type, string fileName, object key, bool canWrite, bool isNew = false, bool isExclusive = false)
    : PartLocation(owner, type, fileName, canWrite)
{
    private volatile bool _isAdded = !isNew;

    /// <summary>Whether the key was missing when somebody made a file of its name.</summary>
    public bool IsNew => isNew;

    /// <summary>Whether the key has been added since.</summary>
    public bool IsAdded => _isAdded;

    public override object? Read(List<object>? owners)
    {
        var collection = Collection(owners);
        if (collection is IDictionary dictionary)
            return dictionary.Contains(key) ? dictionary[key] : Missing();
        foreach (var (other, value) in DictionaryDirectory.Pairs(collection))
        {
            if (Equals(other, key))
                return value;
        }

        return Missing();
    }

    public override void Write(object? value)
    {
        var dictionary = Collection(null);
        var found = Edits.OfDictionary(Owner!, dictionary);
        if (!found.TryGet(out var edit))
            throw new RefusalException(found.Failure);
        var isThere = edit.Contains(dictionary, key);
        if (_isAdded && !isThere)
            throw IsGone();
        if (!_isAdded && isThere && isExclusive)
            throw new RefusalException(Errno.EEXIST, "it has been added meanwhile");
        Replace(dictionary, edit.Set(dictionary, key, value));
        _isAdded = true;
    }

    // whoever makes a file may look at it before it has a value
    private object? Missing() => _isAdded ? throw IsGone() : null;
}
