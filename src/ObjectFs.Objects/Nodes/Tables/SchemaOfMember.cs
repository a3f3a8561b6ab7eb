using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>What a member's declaration says of its value beside the type: DataAnnotations, descriptions, the unit, whether it can be set.</summary>
internal static class SchemaOfMember
{
    public static void Write(Utf8JsonWriter writer, Member member)
    {
        foreach (var validation in member.Validations)
            Write(writer, validation, member);
        if (member.Documentation is { } description)
            writer.WriteString("description", description);
        if (member.Unit is { } unit)
            writer.WriteString("unit", unit);
        if ((member.Mode & 0x80) == 0)
            writer.WriteBoolean("readOnly", true);
    }

    private static void Write(Utf8JsonWriter writer, ValidationAttribute validation, Member member)
    {
        var isText = member.Form == Form.Text;
        switch (validation)
        {
            case RangeAttribute range when SchemaOfValue.IsNumber(member.Accessor.ValueType):
                WriteNumber(writer, range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum", range.Minimum);
                WriteNumber(writer, range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum", range.Maximum);
                break;
            case StringLengthAttribute length when isText:
                WriteLengths(writer, length.MinimumLength, length.MaximumLength);
                break;
            case LengthAttribute length when isText:
                WriteLengths(writer, length.MinimumLength, length.MaximumLength);
                break;
            case MinLengthAttribute length when isText:
                WriteLengths(writer, length.Length, int.MaxValue);
                break;
            case MaxLengthAttribute length when isText:
                WriteLengths(writer, 0, length.Length < 0 ? int.MaxValue : length.Length);
                break;
            case RegularExpressionAttribute expression when isText:
                writer.WriteString("pattern", $"^(?:{expression.Pattern})$");
                break;
            case RequiredAttribute { AllowEmptyStrings: false } when isText && !Array.Exists(member.Validations, static other => other is StringLengthAttribute or LengthAttribute or MinLengthAttribute):
                writer.WriteNumber("minLength", 1);
                break;
            case AllowedValuesAttribute allowed when member.Form is Form.Text or Form.Scalar && !member.Accessor.ValueType.IsEnum:
                WriteValues(writer, "enum", allowed.Values);
                break;
            case DeniedValuesAttribute denied when member.Form is Form.Text or Form.Scalar:
                writer.WriteStartObject("not");
                WriteValues(writer, "enum", denied.Values);
                writer.WriteEndObject();
                break;
            default:
                break;
        }
    }

    private static void WriteLengths(Utf8JsonWriter writer, int least, int most)
    {
        if (least > 0)
            writer.WriteNumber("minLength", least);
        if (most < int.MaxValue)
            writer.WriteNumber("maxLength", most);
    }

    // ranges of other types than int and double are written as text
    private static void WriteNumber(Utf8JsonWriter writer, string name, object bound)
    {
        var text = Convert.ToString(bound, CultureInfo.InvariantCulture);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(text!);
        }
    }

    private static void WriteValues(Utf8JsonWriter writer, string name, IEnumerable<object?> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            JsonText.WriteLeaf(writer, value);
        writer.WriteEndArray();
    }
}
