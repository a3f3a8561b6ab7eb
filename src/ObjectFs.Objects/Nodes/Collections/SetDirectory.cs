using System.Globalization;
using System.Text;
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
                return new ItemLocation(Location, ElementTypes.Of(collection.GetType()), fileName);
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

    private sealed class ItemLocation(Location owner, Type type, string fileName) : PartLocation(owner, type, fileName, canWrite: false)
    {
        public override object? Read(List<object>? owners)
        {
            foreach (var (name, value) in Named(Collection(owners)))
            {
                if (name == FileName)
                    return value;
            }

            throw IsGone();
        }

        public override void Write(object? value) => throw new NotSupportedException("An element of a set is its own name.");
    }
}
