using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ObjectFs.Objects.Methods;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Nodes;

/// <summary><c>.type</c>: the full name of the type, its assembly and source file; then a line per member: name, type, access, unit, documentation; a line per method: name, result and parameters, <c>x</c>, documentation.</summary>
internal static class TypeText
{
    private static readonly ConditionalWeakTable<Shape, byte[]> Made = [];

    public static ReadOnlyMemory<byte> Of(Shape shape) => Made.GetValue(shape, static shape => Encoding.UTF8.GetBytes(Make(shape)));

    private static string Make(Shape shape)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{TypeNames.Full(shape.Type)}, {shape.Type.Assembly.GetName().Name}\n");
        if (SourceFiles.Of(shape.Type) is { } source)
            text.Append(CultureInfo.InvariantCulture, $"{source}\n");
        var rows = shape.Members.Select(static member => (
            Name: Encoding.UTF8.GetString(member.FileName),
            Type: TypeNames.Short(member.Accessor.ValueType),
            Access: member.Accessor.CanWrite ? "rw" : "r",
            Unit: member.Unit ?? "-",
            About: member.Documentation ?? "")).ToList();
        rows.AddRange(shape.Methods.Methods.Select(static method => (method.FileNameText, $"{Signature.ResultOf(method)} ({Signature.Parameters(method)})", "x", "-", method.Documentation ?? "")));
        if (rows.Count == 0)
            return End(text, shape);
        var (name, type, unit) = (rows.Max(static row => row.Name.Length), rows.Max(static row => row.Type.Length), rows.Max(static row => row.Unit.Length));
        foreach (var row in rows)
            text.Append((row.Name.PadRight(name) + "  " + row.Type.PadRight(type) + "  " + row.Access.PadRight(2) + "  " + row.Unit.PadRight(unit) + "  " + row.About).TrimEnd()).Append('\n');
        return End(text, shape);
    }

    // marked, and yet not there: the reason is
    private static string End(StringBuilder text, Shape shape)
    {
        foreach (var (name, why) in shape.Methods.Unshown)
            text.Append(CultureInfo.InvariantCulture, $"# {name}: {why}\n");
        return text.ToString();
    }
}
