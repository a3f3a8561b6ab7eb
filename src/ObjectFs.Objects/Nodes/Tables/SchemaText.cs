using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>
/// <c>.schema</c>: what <c>.json</c> of an instance looks like, as JSON Schema 2020-12; made from declarations alone. Types of parts are in <c>$defs</c>, so that types which contain
/// each other end. What a derived class adds is not forbidden anywhere but in the instance itself.
/// </summary>
internal sealed class SchemaText
{
    private static readonly ConditionalWeakTable<Type, byte[]> Made = [];

    private readonly Utf8JsonWriter _writer;
    private readonly List<Type> _parts = [];

    private SchemaText(Utf8JsonWriter writer)
    {
        _writer = writer;
    }

    public static ReadOnlyMemory<byte> Of(Type type) => Made.GetValue(type, Make);

    private static byte[] Make(Type type)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, JsonText.Options with { Indented = true }))
            new SchemaText(writer).Write(type);
        text.Write("\n"u8);
        return text.WrittenSpan.ToArray();
    }

    private void Write(Type type)
    {
        _writer.WriteStartObject();
        _writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        _writer.WriteString("title", TypeNames.Short(type));
        WriteDescription(type);
        WriteMembers(type, isRoot: true);
        if (_parts.Count > 0)
        {
            _writer.WriteStartObject("$defs");

            // writing one may find more
            for (var at = 0; at < _parts.Count; at++)
            {
                _writer.WriteStartObject(TypeNames.Full(_parts[at]));
                WriteDescription(_parts[at]);
                WriteMembers(_parts[at], isRoot: false);
                _writer.WriteEndObject();
            }

            _writer.WriteEndObject();
        }

        _writer.WriteEndObject();
    }

    private void WriteDescription(Type type)
    {
        if (Documentation.Of(type) is { } description)
            _writer.WriteString("description", description);
    }

    private void WriteMembers(Type type, bool isRoot)
    {
        var members = Shape.Of(type).Members.Where(JsonText.Shows).ToList();
        _writer.WriteString("type", "object");
        _writer.WriteStartObject("properties");
        foreach (var member in members)
        {
            _writer.WriteStartObject(Encoding.UTF8.GetString(member.FileName));
            SchemaOfValue.Write(_writer, member.Accessor.ValueType, member, _parts);
            SchemaOfMember.Write(_writer, member);
            _writer.WriteEndObject();
        }

        if (isRoot)
        {
            _writer.WriteStartObject("$if");
            _writer.WriteString("type", "object");
            _writer.WriteBoolean("writeOnly", true);
            _writer.WriteString("description", "Members and what they have to be for anything to be set.");
            _writer.WriteEndObject();
        }

        _writer.WriteEndObject();
        _writer.WriteStartArray("required");
        foreach (var member in members)
            _writer.WriteStringValue(member.FileName);
        _writer.WriteEndArray();
        if (isRoot)
            _writer.WriteBoolean("additionalProperties", false);
    }
}
