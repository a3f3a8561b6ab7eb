using ObjectFs.Objects.Access;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>A part of a collection. Reading it may run code of the collection's own, so it is never trivial.</summary>
internal abstract class PartLocation(Location owner, Type type, string fileName, bool canWrite) : Location(owner.Host, owner)
{
    public override Type DeclaredType => type;

    public override Shapes.Facts Facts => Shapes.Facts.OfPart(type);

    public override string Name => $"{Owner!.Name}[{FileName}]";

    public override string FileName => fileName;

    public override bool IsReadTrivial => false;

    public override bool IsWriteTrivial => false;

    public override bool CanWrite => canWrite;

    public override bool AllowsNull => type.IsValueType ? Nullable.GetUnderlyingType(type) is not null
        : Owner!.Member is not { } member || Shapes.Nullability.PartsAllowNull(member.Info, member.Accessor.ValueType, type);

    public override int Mode => (canWrite ? 0x1A4 : 0x124) & PartMode;

    public override int PartMode => Owner!.PartMode;

    public override Overdue Overdue => Owner!.Overdue;

    protected object Collection(List<object>? owners)
    {
        var collection = Owner!.Read(owners) ?? throw new RefusalException(Tree.Errno.ENOENT, $"{Owner.Name} is null now");
        owners?.Add(collection);
        return collection;
    }

    /// <summary>After a change: where it made another collection, that one is set.</summary>
    protected void Replace(object before, object after)
    {
        if (!ReferenceEquals(before, after))
            Owner!.Write(after);
    }

    protected static RefusalException IsGone() => new(Tree.Errno.ENOENT, "it is not there any more");
}
