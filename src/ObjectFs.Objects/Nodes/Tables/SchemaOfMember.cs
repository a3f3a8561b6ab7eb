using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using ObjectFs.Objects.Nodes.Json;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>What a member's declaration says of its value beside the type: DataAnnotations, descriptions, the unit, whether it can be set.</summary>
internal static class SchemaOfMember
{
    public static void Write(Utf8JsonWriter writer, Member member)
    {
        foreach (var validation in member.Validations)
            Write(writer, validation, member);
        if (member.Form == Form.Text)
            WriteLengths(writer, member);
        if (member.Documentation is { } description)
            writer.WriteString("description", description);
        if (member.Unit is { } unit)
            writer.WriteString("unit", unit);
        if (!JsonWritability.Of(member))
            writer.WriteBoolean("readOnly", true);
    }

    private static void Write(Utf8JsonWriter writer, ValidationAttribute validation, Member member)
    {
        switch (validation)
        {
            case RangeAttribute range when SchemaOfValue.IsNumber(member.Accessor.ValueType):
                WriteNumber(writer, range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum", range.Minimum);
                WriteNumber(writer, range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum", range.Maximum);
                break;
            case RegularExpressionAttribute expression when member.Form == Form.Text:
                writer.WriteString("pattern", $"^(?:{expression.Pattern})$");
                break;
            case AllowedValuesAttribute allowed when member.Form is Form.Text or Form.Scalar && !(Nullable.GetUnderlyingType(member.Accessor.ValueType) ?? member.Accessor.ValueType).IsEnum:
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

    // all of them must hold, and a keyword comes once
    private static void WriteLengths(Utf8JsonWriter writer, Member member)
    {
        var (least, most) = (0, int.MaxValue);
        foreach (var validation in member.Validations)
        {
            var (atLeast, atMost) = validation switch
            {
                StringLengthAttribute length => (length.MinimumLength, length.MaximumLength),
                LengthAttribute length => (length.MinimumLength, length.MaximumLength),
                MinLengthAttribute length => (length.Length, int.MaxValue),
                MaxLengthAttribute { Length: >= 0 } length => (0, length.Length),
                RequiredAttribute { AllowEmptyStrings: false } => (1, int.MaxValue),
                _ => (0, int.MaxValue),
            };
            (least, most) = (Math.Max(least, atLeast), Math.Min(most, atMost));
        }

        if (least > 0)
            writer.WriteNumber("minLength", least);
        if (most < int.MaxValue)
            writer.WriteNumber("maxLength", most);
    }

    // ranges of other types than int and double are written as text, which may not be how JSON writes numbers
    private static void WriteNumber(Utf8JsonWriter writer, string name, object bound)
    {
        if (bound is string text && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            writer.WriteNumber(name, exact);
        else if (double.TryParse(Convert.ToString(bound, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            writer.WriteNumber(name, number);
    }

    private static void WriteValues(Utf8JsonWriter writer, string name, IEnumerable<object?> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            JsonText.WriteLeaf(writer, value);
        writer.WriteEndArray();
    }
}
