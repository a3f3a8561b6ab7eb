using System.Runtime.CompilerServices;
using ObjectFs.Objects.Nodes.Collections;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Nodes.Json;

/// <summary>
/// Whether JSON can set anything in objects of a type, as far as declarations tell: what a derived class or the object itself adds is not known here. Where anything may stand,
/// something may be set. Thread-safe.
/// </summary>
internal static class JsonWritability
{
    private static readonly ConditionalWeakTable<Shape, StrongBox<bool>> Known = [];

    /// <summary>Whether a member can be written, or its value may have parts that can.</summary>
    public static bool Of(Shape shape) => Known.GetValue(shape, static shape => new(HasWritable(shape, isStruct: false, []))).Value;

    /// <summary>The same of one member.</summary>
    public static bool Of(Member member) => IsWritable(member, isStruct: false, []);

    // the members of a struct are set with the whole of it, by whoever asks
    private static bool HasWritable(Shape shape, bool isStruct, HashSet<Type> seen) => shape.Members.Any(member => IsWritable(member, isStruct, seen));

    private static bool IsWritable(Member member, bool isStruct, HashSet<Type> seen)
    {
        if (member.Form is Form.Events or Form.Content || (member.Mask & 0x80) == 0)
            return false;
        return (!isStruct && member.Accessor.CanWrite) || HasWritableParts(member.Accessor.ValueType, seen);
    }

    // what was seen already is either found out, and was not, or on the way: it adds nothing
    private static bool HasWritableParts(Type type, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Forms.OfDeclared(type) != Form.Dynamic || !seen.Add(type))
            return false;
        if (type == typeof(object) || type == typeof(ValueType))
            return true;
        switch (Forms.OfRuntime(type))
        {
            case Form.Object:
                // one that is exported is a reference: its members are set where it is
                return !type.IsDefined(typeof(ExportAttribute), inherit: true)
                    && (type.IsInterface || HasWritable(Shape.Of(type), type.IsValueType, seen));
            case Form.Dictionary:
                return Edits.MaySetParts(type) || HasWritableParts(ElementTypes.OfEntries(type).Value, seen);
            case Form.List:
            case Form.Set or Form.Sequence when type.IsInterface:
                // behind an interface a list may stand
                return Edits.MaySetParts(type) || HasWritableParts(ElementTypes.Of(type), seen);
            default:
                return false;
        }
    }
}
