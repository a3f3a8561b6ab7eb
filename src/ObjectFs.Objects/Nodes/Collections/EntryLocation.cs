using System.Collections;
using ObjectFs.Objects.Access;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>The value of a key, which is found by its name where it is null here; with <paramref name="isNew"/>, of one that the first write adds.</summary>
internal sealed class EntryLocation(Location owner, Type type, string fileName, object? key, bool canWrite, bool isNew = false, bool isExclusive = false)
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
        var wanted = KeyIn(collection);
        if (collection is IDictionary dictionary)
            return dictionary.Contains(wanted) ? dictionary[wanted] ?? NullOf(dictionary, wanted) : Missing();
        foreach (var (other, value) in DictionaryDirectory.Pairs(collection))
        {
            if (Equals(other, wanted))
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
        var wanted = KeyIn(dictionary);
        var isThere = edit.Contains(dictionary, wanted);
        if (_isAdded && !isThere)
            throw IsGone();
        if (!_isAdded && isThere && isExclusive)
            throw new RefusalException(Errno.EEXIST, "it has been added meanwhile");
        Replace(dictionary, edit.Set(dictionary, wanted, value));
        _isAdded = true;
    }

    private object KeyIn(object collection) => key ?? DictionaryDirectory.KeyOf(collection, FileName) ?? throw IsGone();

    // what is missing reads as null too: it may have gone since it was asked for
    private object? NullOf(IDictionary dictionary, object wanted) =>
        dictionary.Contains(wanted) && !(DeclaredType.IsValueType && Nullable.GetUnderlyingType(DeclaredType) is null) ? null : Missing();

    // whoever makes a file may look at it before it has a value
    private object? Missing() => _isAdded ? throw IsGone() : null;
}
