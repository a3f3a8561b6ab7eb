using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using ObjectFs.Objects.Values;

namespace ObjectFs.Objects.Shapes;

/// <summary>What a member's declaration says that its value may be, in the fewest words.</summary>
internal static class Bounds
{
    private const int MaxValue = 1024;

    /// <summary><c>0..120</c>, <c>&gt;0..1</c> without the 0, <c>1..20 characters</c>, or null. What the type itself allows is the type's to say.</summary>
    public static string? RangeOf(Member member)
    {
        var ranges = member.Validations.OfType<RangeAttribute>().Select(static range => string.Create(
            CultureInfo.InvariantCulture,
            $"{(range.MinimumIsExclusive ? ">" : "")}{range.Minimum}..{(range.MaximumIsExclusive ? "<" : "")}{range.Maximum}"));
        var all = string.Join(", ", LengthOf(member) is { } length ? ranges.Append(length) : ranges);
        return all.Length == 0 ? null : all;
    }

    /// <summary>The values where they are few, <c>Stopped, Forward, Backward</c>, or null.</summary>
    public static string? ValuesOf(Type type, ValidationAttribute[] validations)
    {
        var values = Array.Find(validations, static validation => validation is AllowedValuesAttribute) is AllowedValuesAttribute allowed
            ? allowed.Values.Select(value => Text(value, type)).OfType<string>()
            : ScalarText.TryGet(type, out var text) ? text.Values : null;
        return values is null ? null : string.Join(", ", values);
    }

    /// <summary>The text of [DefaultValue], or null where there is none. What a constructor would make of it, nobody knows without running it.</summary>
    public static string? DefaultOf(Member member) =>
        member.Info.GetCustomAttribute<DefaultValueAttribute>() is { } attribute ? Text(attribute.Value, member.Accessor.ValueType) : null;

    private static string? LengthOf(Member member)
    {
        var (least, most) = (0, int.MaxValue);
        foreach (var validation in member.Validations)
        {
            var (low, high) = validation switch
            {
                StringLengthAttribute length => (length.MinimumLength, length.MaximumLength),
                LengthAttribute length => (length.MinimumLength, length.MaximumLength),
                MinLengthAttribute length => (length.Length, int.MaxValue),
                MaxLengthAttribute { Length: >= 0 } length => (0, length.Length),
                _ => (0, int.MaxValue),
            };
            (least, most) = (Math.Max(least, low), Math.Min(most, high));
        }

        if (least == 0 && most == int.MaxValue)
            return null;
        var counted = member.Form switch { Form.Text => "characters", Form.Bytes => "bytes", _ => "elements" };
        return string.Create(CultureInfo.InvariantCulture, $"{(least > 0 ? least : null)}..{(most < int.MaxValue ? most : null)} {counted}");
    }

    // as cat prints it, without the newline
    private static string? Text(object? value, Type type)
    {
        if (value is null or string)
            return value as string ?? "";
        if ((Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } and var declared && value is not Enum && Enum.GetUnderlyingType(declared) == value.GetType())
            value = Enum.ToObject(declared, value);
        Span<byte> text = stackalloc byte[MaxValue];
        return ScalarText.TryGet(value.GetType(), out var scalar) && scalar.TryFormat(value, text, out var written) ? Encoding.UTF8.GetString(text[..written]) : null;
    }
}
