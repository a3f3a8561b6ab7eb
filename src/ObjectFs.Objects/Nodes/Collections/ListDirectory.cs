using System.Buffers.Text;
using System.Collections;
using System.Globalization;
using System.Text;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>An array or a list: <c>0</c>, <c>1</c>, …</summary>
internal sealed class ListDirectory(Location location, ulong inode) : CollectionDirectory(location, inode)
{
    protected override Result<Location> Find(byte[] name)
    {
        if (!Utf8Parser.TryParse(name, out int index, out var consumed) || consumed != name.Length || index < 0 || (name[0] == '0' && name.Length > 1))
            return Errno.ENOENT;
        var list = Location.Read();
        if (list is null || index >= CountOf(list))
            return Errno.ENOENT;
        return LocationOf(Location, list, index);
    }

    /// <summary>The place of an element.</summary>
    internal static Location LocationOf(Location owner, object list, int index) =>
        new ElementLocation(owner, ElementTypes.Of(list.GetType()), index, list is IList { IsReadOnly: false });

    protected override List<Entry> List()
    {
        var list = Location.Read();
        if (list is null)
            return [];
        var type = ElementTypes.Of(list.GetType());
        var count = CountOf(list);
        var entries = new List<Entry>(count);
        for (var i = 0; i < count; i++)
            entries.Add(EntryOf(Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture)), type));
        return entries;
    }

    private static int CountOf(object list) => Elements.Count(list) ?? Elements.Copy(list).Count;

    private sealed class ElementLocation(Location owner, Type type, int index, bool canWrite)
        : PartLocation(owner, type, index.ToString(CultureInfo.InvariantCulture), canWrite)
    {
        public override object? Read(List<object>? owners)
        {
            var collection = Collection(owners);
            if (collection is IList list)
                return index < list.Count ? list[index] : throw IsGone();
            var copy = Elements.Copy(collection);
            return index < copy.Count ? copy[index] : throw IsGone();
        }

        public override void Write(object? value)
        {
            var list = (IList)Collection(null);
            if (index >= list.Count)
                throw IsGone();
            list[index] = value;
        }
    }
}
