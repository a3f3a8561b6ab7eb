using System.Net;
using System.Numerics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using ObjectFs.Objects.Nodes.Collections;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>What a value of a declared type looks like in JSON.</summary>
internal static class SchemaOfValue
{
    private const int MaxParts = 256;

    // a collection of its own kind has no end; deeper down .json shows nothing either
    private const int MaxDepth = 4 * Limits.Depth;

    private static readonly string[] NotFinite = ["NaN", "Infinity", "-Infinity"];

    private static readonly Dictionary<Type, (object Least, object Most)> Integers = new()
    {
        [typeof(sbyte)] = (sbyte.MinValue, sbyte.MaxValue), [typeof(byte)] = (byte.MinValue, byte.MaxValue),
        [typeof(short)] = (short.MinValue, short.MaxValue), [typeof(ushort)] = (ushort.MinValue, ushort.MaxValue),
        [typeof(int)] = (int.MinValue, int.MaxValue), [typeof(uint)] = (uint.MinValue, uint.MaxValue),
        [typeof(long)] = (long.MinValue, long.MaxValue), [typeof(ulong)] = (ulong.MinValue, ulong.MaxValue),
        [typeof(nint)] = (nint.MinValue, nint.MaxValue), [typeof(nuint)] = (nuint.MinValue, nuint.MaxValue),
        [typeof(Int128)] = (Int128.MinValue, Int128.MaxValue), [typeof(UInt128)] = (UInt128.MinValue, UInt128.MaxValue),
    };

    // what is written as these formats of JSON Schema say; a DateTime or a TimeOnly has no offset, and is none of them
    private static readonly Dictionary<Type, string> Formats = new()
    {
        [typeof(Guid)] = "uuid", [typeof(DateTimeOffset)] = "date-time", [typeof(DateOnly)] = "date", [typeof(Uri)] = "uri-reference",
    };

    /// <summary>Whether values of a type are numbers in JSON.</summary>
    public static bool IsNumber(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return Integers.ContainsKey(type) || IsFloat(type) || type == typeof(decimal) || type == typeof(BigInteger);
    }

    /// <summary>Writes the keywords.</summary>
    /// <param name="writer">Into an object.</param>
    /// <param name="type">The declared type.</param>
    /// <param name="member">The member, or null for elements.</param>
    /// <param name="parts">Takes types that are to be described in <c>$defs</c>.</param>
    public static void Write(Utf8JsonWriter writer, Type type, Member? member, List<Type> parts)
    {
        if (writer.CurrentDepth > MaxDepth)
            return;
        var underlying = Nullable.GetUnderlyingType(type);
        var isNullable = underlying is not null || (!type.IsValueType && (member is null || Nullability.MayBeNull(member.Info, type)));
        type = underlying ?? type;
        switch (Forms.OfDeclared(type))
        {
            case Form.Scalar:
                WriteScalar(writer, type, isNullable, member);
                break;
            case Form.Text:
                WriteType(writer, "string", isNullable);
                break;
            case Form.Bytes:
                WriteType(writer, "string", isNullable);
                writer.WriteString("contentEncoding", "base64");
                break;
            default:
                WriteObject(writer, type, isNullable, parts);
                break;
        }
    }

    private static bool IsFloat(Type type) => type == typeof(double) || type == typeof(float) || type == typeof(Half);

    private static void WriteScalar(Utf8JsonWriter writer, Type type, bool isNullable, Member? member)
    {
        var hasRange = member is not null && Array.Exists(member.Validations, static validation => validation is System.ComponentModel.DataAnnotations.RangeAttribute);
        if (Integers.TryGetValue(type, out var range))
        {
            WriteType(writer, "integer", isNullable);
            if (hasRange)
                return;
            writer.WritePropertyName("minimum");
            writer.WriteRawValue(Invariant(range.Least));
            writer.WritePropertyName("maximum");
            writer.WriteRawValue(Invariant(range.Most));
        }
        else if (type == typeof(BigInteger))
        {
            WriteType(writer, "integer", isNullable);
        }
        else if (type == typeof(decimal) || (IsFloat(type) && hasRange))
        {
            WriteType(writer, "number", isNullable);
        }
        else if (IsFloat(type))
        {
            writer.WriteStartArray("anyOf");
            writer.WriteStartObject();
            WriteType(writer, "number", isNullable);
            writer.WriteEndObject();
            writer.WriteStartObject();
            WriteEnum(writer, NotFinite, isNullable: false);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
        else if (type == typeof(bool))
        {
            WriteType(writer, "boolean", isNullable);
        }
        else if (type.IsEnum && !type.IsDefined(typeof(FlagsAttribute), inherit: false))
        {
            WriteEnum(writer, Enum.GetNames(type), isNullable);
        }
        else
        {
            WriteType(writer, "string", isNullable);
            WriteForm(writer, type);
        }
    }

    private static void WriteForm(Utf8JsonWriter writer, Type type)
    {
        if (Formats.TryGetValue(type, out var format))
        {
            writer.WriteString("format", format);
        }
        else if (type == typeof(IPAddress))
        {
            writer.WriteStartArray("anyOf");
            foreach (var family in (string[])["ipv4", "ipv6"])
            {
                writer.WriteStartObject();
                writer.WriteString("format", family);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }
        else if (type == typeof(char) || type == typeof(Rune))
        {
            writer.WriteNumber("minLength", 1);
            writer.WriteNumber("maxLength", 1);
        }
        else if (ScalarText.TryGet(type, out var scalar))
        {
            writer.WriteString("$comment", scalar.Describe());
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, Type type, bool isNullable, List<Type> parts)
    {
        switch (Forms.OfRuntime(type))
        {
            case Form.List or Form.Set:
                WriteType(writer, "array", isNullable);
                writer.WriteStartObject("items");
                Write(writer, ElementTypes.Of(type), null, parts);
                writer.WriteEndObject();
                break;
            case Form.Dictionary:
                WriteType(writer, "object", isNullable);
                writer.WriteStartObject("additionalProperties");
                Write(writer, ElementTypes.OfEntries(type).Value, null, parts);
                writer.WriteEndObject();
                break;
            case Form.Future or Form.Sequence:
                WriteType(writer, "object", isNullable);
                break;
            case Form.Object when type.GetCustomAttribute<ExportAttribute>(inherit: true) is not null:
                WriteReference(writer, isNullable);
                break;
            case Form.Object when !type.IsInterface && type != typeof(object) && type != typeof(ValueType):
                WritePart(writer, type, isNullable, parts);
                break;
            default:
                // anything may stand there
                break;
        }
    }

    // an exported object has a place of its own, or was taken out of the tree and is shown whole
    private static void WriteReference(Utf8JsonWriter writer, bool isNullable)
    {
        WriteType(writer, "object", isNullable);
        writer.WriteStartObject("properties");
        writer.WriteStartObject("$ref");
        writer.WriteString("type", "string");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter writer, Type type, bool isNullable, List<Type> parts)
    {
        if (!parts.Contains(type))
        {
            // generic types can name larger ones of themselves without end
            if (parts.Count == MaxParts)
                return;
            parts.Add(type);
        }

        var reference = $"#/$defs/{Uri.EscapeDataString(TypeNames.Full(type).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))}";

        // what is on the way already is a reference up
        writer.WriteStartArray("anyOf");
        WriteOption(writer, "$ref", reference);
        if (!type.IsValueType)
        {
            writer.WriteStartObject();
            WriteReference(writer, isNullable: false);
            writer.WriteStartArray("required");
            writer.WriteStringValue("$ref");
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        if (isNullable)
            WriteOption(writer, "type", "null");
        writer.WriteEndArray();
    }

    private static void WriteOption(Utf8JsonWriter writer, string keyword, string value)
    {
        writer.WriteStartObject();
        writer.WriteString(keyword, value);
        writer.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter writer, string type, bool isNullable)
    {
        if (!isNullable)
        {
            writer.WriteString("type", type);
            return;
        }

        writer.WriteStartArray("type");
        writer.WriteStringValue(type);
        writer.WriteStringValue("null");
        writer.WriteEndArray();
    }

    private static void WriteEnum(Utf8JsonWriter writer, string[] values, bool isNullable)
    {
        writer.WriteStartArray("enum");
        foreach (var value in values)
            writer.WriteStringValue(value);
        if (isNullable)
            writer.WriteNullValue();
        writer.WriteEndArray();
    }

    private static string Invariant(object number) => ((IFormattable)number).ToString(null, System.Globalization.CultureInfo.InvariantCulture);
}
