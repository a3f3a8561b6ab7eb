using System.Globalization;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>Decimals with their scale: <c>1.50</c> stays <c>1.50</c>. Digits that a decimal cannot hold are refused, not rounded; there is no
/// exponent.</summary>
internal sealed class DecimalText : ScalarText<decimal>
{
    /// <inheritdoc/>
    public override int? MaxLength => 31;

    /// <inheritdoc/>
    public override string Describe() => "a decimal number";

    /// <inheritdoc/>
    public override bool TryFormat(decimal value, Span<byte> destination, out int written) =>
        value.TryFormat(destination, out written, default, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override Result<decimal> Parse(ReadOnlySpan<byte> text, in decimal current)
    {
        const NumberStyles Form = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

        text = Blanks.Trim(text);
        if (!PointNumber.TryRead(text, exponent: false, out var fraction))
            return Refused.Malformed(text, Describe());
        if (!decimal.TryParse(text, Form, CultureInfo.InvariantCulture, out var value))
        {
            return text[0] == '-'
                ? Refused.OutOfRange(text, $"is below {decimal.MinValue.ToString(CultureInfo.InvariantCulture)}")
                : Refused.OutOfRange(text, $"is above {decimal.MaxValue.ToString(CultureInfo.InvariantCulture)}");
        }

        return fraction[value.Scale..].ContainsAnyExcept((byte)'0')
            ? Refused.OutOfRange(text, "has more digits than a decimal holds")
            : value;
    }
}
