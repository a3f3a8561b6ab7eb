using System.Globalization;
using System.Numerics;
using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>Floating-point numbers: the shortest digits that give the value back, <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>, <c>-0</c>.
/// A point is the only separator; what no finite value is near is out of range, never infinity.</summary>
/// <typeparam name="T">Half, float, double or NFloat.</typeparam>
internal sealed class FloatText<T> : ScalarText<T>
    where T : struct, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    /// <inheritdoc/>
    public override int? MaxLength => 32;

    /// <inheritdoc/>
    public override string Describe() => "a number";

    /// <inheritdoc/>
    public override bool TryFormat(T value, Span<byte> destination, out int written) =>
        value.TryFormat(destination, out written, default, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override Result<T> Parse(ReadOnlySpan<byte> text, in T current)
    {
        text = Blanks.Trim(text);
        if (Ascii.EqualsIgnoreCase(text, "NaN"u8))
            return T.NaN;
        if (Ascii.EqualsIgnoreCase(text, "Infinity"u8))
            return T.PositiveInfinity;
        if (Ascii.EqualsIgnoreCase(text, "-Infinity"u8))
            return T.NegativeInfinity;
        if (!PointNumber.TryRead(text, exponent: true, out _)
            || !T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return Refused.Malformed(text, Describe());
        }

        if (T.IsPositiveInfinity(value))
            return Refused.OutOfRange(text, $"is above {T.MaxValue.ToString(null, CultureInfo.InvariantCulture)}");
        if (T.IsNegativeInfinity(value))
            return Refused.OutOfRange(text, $"is below {T.MinValue.ToString(null, CultureInfo.InvariantCulture)}");
        return value;
    }
}
