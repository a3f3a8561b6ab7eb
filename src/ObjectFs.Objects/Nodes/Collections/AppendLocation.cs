namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>The end of a list, where what is written is added.</summary>
internal sealed class AppendLocation(Location owner, Type type) : PartLocation(owner, type, "+", canWrite: true)
{
    public override int Mode => 0x80 & PartMode;

    public override object? Read(List<object>? owners) => null;

    public override void Write(object? value)
    {
        var list = Collection(null);
        var edit = Edits.OfList(Owner!, list);
        if (!edit.TryGet(out var found))
            throw new Access.RefusalException(edit.Failure);
        Replace(list, found.Add(list, value));
    }
}
