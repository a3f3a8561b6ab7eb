using System.Buffers.Text;
using System.Collections;
using System.Globalization;
using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>An array or a list: <c>0</c>, <c>1</c>, …</summary>
internal sealed class ListDirectory(Location location, ulong inode) : CollectionDirectory(location, inode)
{
    private static ReadOnlySpan<byte> End => "+"u8;

    protected override Result<Location> Find(byte[] name)
    {
        if (name.AsSpan().SequenceEqual(End))
            return Location.Read() is { } longer && CanChange(longer) ? new AppendLocation(Location, ElementTypes.Of(longer.GetType())) : Errno.ENOENT;
        if (!TryIndex(name, out var index))
            return Errno.ENOENT;
        var list = Location.Read();
        if (list is null || index >= CountOf(list))
            return Errno.ENOENT;
        return LocationOf(Location, list, index);
    }

    /// <summary>The place of an element.</summary>
    internal static Location LocationOf(Location owner, object list, int index) =>
        new ElementLocation(owner, ElementTypes.Of(list.GetType()), index, Edits.OfList(owner, list).Succeeded);

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

    protected override bool CanChange(object collection) =>
        Edits.OfList(Location, collection).TryGet(out var edit) && edit.RefuseResize(collection) is null && Edits.RefuseText(ElementTypes.Of(collection.GetType())) is null;

    protected override Location Make(byte[] name, bool isExclusive, out bool isAdded)
    {
        isAdded = false;
        var list = Require();
        RequireResizable(list);
        throw new RefusalException(Errno.EPERM, "its elements are numbered; what is written to + is added");
    }

    protected override object Remove(object collection, byte[] name) =>
        TryIndex(name, out var index) && index < CountOf(collection) ? RequireResizable(collection).RemoveAt(collection, index) : throw new RefusalException(Errno.ENOENT, null);

    protected override object Rename(object collection, byte[] from, byte[] to, bool mayReplace) =>
        throw new RefusalException(Errno.EPERM, "its elements are numbered in their order, and have no names");

    private ListEdit RequireResizable(object list)
    {
        var edit = Require(Edits.OfList(Location, list));
        return edit.RefuseResize(list) is { } refusal ? throw new RefusalException(refusal) : edit;
    }

    private static bool TryIndex(ReadOnlySpan<byte> name, out int index) =>
        Utf8Parser.TryParse(name, out index, out int consumed) && consumed == name.Length && char.IsAsciiDigit((char)name[0]) && (name[0] != '0' || name.Length == 1);

    private static int CountOf(object list) => Elements.Count(list) ?? Elements.Copy(list).Count;

    private sealed class ElementLocation(Location owner, Type type, int index, bool canWrite)
        : PartLocation(owner, type, index.ToString(CultureInfo.InvariantCulture), canWrite)
    {
        public override object? Read(List<object>? owners)
        {
            var collection = Collection(owners);
            if (collection is IList list)
                return index < list.Count ? ElementOf(list) : throw IsGone();
            var copy = Elements.Copy(collection);
            return index < copy.Count ? copy[index] : throw IsGone();
        }

        private object? ElementOf(IList list)
        {
            try
            {
                return list[index];
            }
            catch (ArgumentOutOfRangeException)
            {
                // it has become shorter since it was asked for its length
                throw IsGone();
            }
        }

        public override void Write(object? value)
        {
            var list = Collection(null);
            if (index >= CountOf(list))
                throw IsGone();
            Replace(list, Require(Edits.OfList(Owner!, list)).Set(list, index, value));
        }
    }
}
