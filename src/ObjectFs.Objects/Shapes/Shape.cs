using System.Runtime.CompilerServices;

namespace ObjectFs.Objects.Shapes;

/// <summary>What a type shows: its members by ordinal and by name. Built once per type; immutable, thread-safe.</summary>
internal sealed class Shape
{
    private static readonly ConditionalWeakTable<Type, Shape> Instances = [];
    private static readonly ConditionalWeakTable<Type, Shape> Statics = [];

    private readonly NameTable _names;

    private Shape(Type type, Member[] members)
    {
        Type = type;
        Members = members;
        _names = new NameTable(Array.ConvertAll(members, static member => member.FileName));
    }

    public Type Type { get; }

    public IReadOnlyList<Member> Members { get; }

    /// <summary>The instance members of a type.</summary>
    public static Shape Of(Type type) => Instances.GetValue(type, static type => new Shape(type, ShapeBuilder.Members(type, statics: false)));

    /// <summary>The exported static members of a type.</summary>
    public static Shape OfStatics(Type type) => Statics.GetValue(type, static type => new Shape(type, ShapeBuilder.Members(type, statics: true)));

    /// <summary>The member of a name in the tree, or null.</summary>
    public Member? Find(ReadOnlySpan<byte> fileName)
    {
        var ordinal = _names.Find(fileName);
        return ordinal < 0 ? null : Members[ordinal];
    }
}
