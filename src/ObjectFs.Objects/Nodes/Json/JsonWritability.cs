using System.Runtime.CompilerServices;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Nodes.Json;

/// <summary>Whether JSON can set anything in objects of a type, as far as declarations tell. Thread-safe.</summary>
internal static class JsonWritability
{
    private static readonly ConditionalWeakTable<Shape, StrongBox<bool>> Known = [];

    /// <summary>Whether a member can be written, or its value may have parts that can.</summary>
    public static bool Of(Shape shape) => Known.GetValue(shape, static shape => new(shape.Members.Any(static member =>
        (member.Mode & 0x80) != 0 || (member.Form == Form.Dynamic && !member.Accessor.ValueType.IsValueType && (member.Mask & 0x80) != 0)))).Value;
}
