using System.Runtime.CompilerServices;
using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Methods;

namespace ObjectFs.Objects.Shapes;

/// <summary>What a type shows: its members by ordinal and by name. Built once per type; immutable, thread-safe.</summary>
internal sealed class Shape
{
    private static readonly ConditionalWeakTable<Type, Shape> Instances = [];
    private static readonly ConditionalWeakTable<Type, Shape> Statics = [];

    private readonly NameTable _names;
    private readonly bool _isStatic;
    private MethodTable? _methods;

    private Shape(Type type, Member[] members, bool isStatic)
    {
        _isStatic = isStatic;
        Type = type;
        Members = members;
        _names = new NameTable(Array.ConvertAll(members, static member => member.FileName));
    }

    public Type Type { get; }

    public IReadOnlyList<Member> Members { get; }

    /// <summary>How many calls of the objects' own code, beside that of their members, never came back.</summary>
    public Overdue Overdue { get; } = new();

    /// <summary>The methods; found when first asked for.</summary>
    public MethodTable Methods => _methods ?? FindMethods();

    /// <summary>The instance members of a type.</summary>
    public static Shape Of(Type type) => Instances.GetValue(type, static type => new Shape(type, ShapeBuilder.Members(type, statics: false), isStatic: false));

    /// <summary>The exported static members of a type.</summary>
    public static Shape OfStatics(Type type) => Statics.GetValue(type, static type => new Shape(type, ShapeBuilder.Members(type, statics: true), isStatic: true));

    /// <summary>The member of a name in the tree, or null.</summary>
    public Member? Find(ReadOnlySpan<byte> fileName)
    {
        var ordinal = _names.Find(fileName);
        return ordinal < 0 ? null : Members[ordinal];
    }

    // one table for all: it counts the calls
    private MethodTable FindMethods()
    {
        var found = MethodTable.Of(Type, _isStatic, Members.Select(static member => Encoding.UTF8.GetString(member.FileName)));
        return Interlocked.CompareExchange(ref _methods, found, null) ?? found;
    }
}
