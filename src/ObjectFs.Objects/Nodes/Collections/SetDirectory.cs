using System.Globalization;
using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>A set, or another collection without an index: scalars and texts by their own names, other things by their number in the enumeration.</summary>
internal sealed class SetDirectory(Location location, ulong inode) : CollectionDirectory(location, inode)
{
    protected override Result<Location> Find(byte[] name)
    {
        if (Location.Read() is not { } collection)
            return Errno.ENOENT;
        var fileName = Encoding.UTF8.GetString(name);
        foreach (var (other, _) in Named(collection))
        {
            if (other == fileName)
                return LocationOf(collection, fileName);
        }

        return Errno.ENOENT;
    }

    protected override List<Entry> List()
    {
        if (Location.Read() is not { } collection)
            return [];
        var type = ElementTypes.Of(collection.GetType());
        return [.. Named(collection).Select(item => EntryOf(Encoding.UTF8.GetBytes(item.Name), type))];
    }

    protected override bool CanChange(object collection) => Edits.OfSet(Location, collection).Succeeded;

    protected override Location Make(byte[] name, bool isExclusive, out bool isAdded)
    {
        var set = Require();
        var edit = Require(Edits.OfSet(Location, set));
        isAdded = !Find(name).TryGet(out _);
        if (!isAdded)
            return isExclusive ? throw new RefusalException(Errno.EEXIST, null) : LocationOf(set, Encoding.UTF8.GetString(name));
        var value = PartName.Parse(ElementTypes.Of(set.GetType()), name);
        if (edit.Contains(set, value))
            throw new RefusalException(Errno.EEXIST, "it is there, under another name");
        Set(set, edit.Add(set, value));
        return LocationOf(set, Encoding.UTF8.GetString(name));
    }

    protected override object Remove(object collection, byte[] name) => Require(Edits.OfSet(Location, collection)).Remove(collection, RequireItem(collection, name));

    protected override object Rename(object collection, byte[] from, byte[] to, bool mayReplace)
    {
        var edit = Require(Edits.OfSet(Location, collection));
        var old = RequireItem(collection, from);
        var value = PartName.Parse(ElementTypes.Of(collection.GetType()), to);
        if (Equals(old, value))
            return collection;

        // gone first: to the set's own comparer both may be the same
        var without = edit.Remove(collection, old);
        try
        {
            return mayReplace || !edit.Contains(without, value) ? edit.Add(without, value) : throw new RefusalException(Errno.EEXIST, null);
        }
        catch (Exception)
        {
            // whatever there is against the new one, the old one is not to be lost
            edit.Add(without, old);
            throw;
        }
    }

    private ItemLocation LocationOf(object collection, string fileName) =>
        new(Location, ElementTypes.Of(collection.GetType()), fileName, Edits.OfSet(Location, collection).Succeeded);

    private static object RequireItem(object collection, byte[] name)
    {
        var fileName = Encoding.UTF8.GetString(name);
        foreach (var (other, value) in Named(collection))
        {
            if (other == fileName && value is not null)
                return value;
        }

        throw new RefusalException(Errno.ENOENT, null);
    }

    private static IEnumerable<(string Name, object? Value)> Named(object collection)
    {
        var isNamed = Forms.OfDeclared(ElementTypes.Of(collection.GetType())) is Form.Scalar or Form.Text;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var value in Elements.Copy(collection))
        {
            var wanted = (isNamed ? PartName.Of(value) : null) ?? number.ToString(CultureInfo.InvariantCulture);
            number++;
            var name = wanted;
            for (var n = 2; !names.Add(name); n++)
                name = Name.WithOrdinal(wanted, n);
            yield return (name, value);
        }
    }

    private sealed class ItemLocation(Location owner, Type type, string fileName, bool canWrite) : PartLocation(owner, type, fileName, canWrite)
    {
        public override bool AllowsNull => false;

        public override object? Read(List<object>? owners)
        {
            foreach (var (name, value) in Named(Collection(owners)))
            {
                if (name == FileName)
                    return value;
            }

            throw IsGone();
        }

        // what cat prints can be written back; anything else would be another element
        public override void Write(object? value)
        {
            if (!Equals(value, Read(null)))
                throw new RefusalException(Errno.EINVAL, "an element of a set is its own name; touch adds another, and rm removes this one");
        }
    }
}
