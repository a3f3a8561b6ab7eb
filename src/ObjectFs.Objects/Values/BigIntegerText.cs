using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>Whole numbers without bound, in the forms of <see cref="IntegerText{T}"/>. Longer text than <see cref="LongestRead"/> is refused: the
/// work grows faster than the text.</summary>
internal sealed class BigIntegerText : ScalarText<BigInteger>
{
    /// <summary>The longest text that is read, in bytes.</summary>
    public const int LongestRead = 64 * 1024;

    /// <inheritdoc/>
    public override string Describe() => "a whole number";

    /// <inheritdoc/>
    public override bool TryFormat(BigInteger value, Span<byte> destination, out int written)
    {
        written = 0;

        // A bit is 0.301 digits: what cannot fit is not worth the digits, whose number makes them dear.
        if (value.GetBitLength() * 0.301 > destination.Length + 1)
            return false;
        if (Ascii.FromUtf16(value.ToString(CultureInfo.InvariantCulture), destination, out written) == OperationStatus.Done)
            return true;
        written = 0;
        return false;
    }

    /// <inheritdoc/>
    public override Result<BigInteger> Parse(ReadOnlySpan<byte> text, in BigInteger current)
    {
        text = Blanks.Trim(text);
        if (text.Length > LongestRead)
            return Refused.TooLong(text, LongestRead);
        if (!WholeNumber.TryRead(text, out var number))
            return Refused.Malformed(text, Describe());
        var magnitude = number.Overflows ? ReadLong(text[(number.IsNegative ? 1 : 0)..]) : number.Magnitude;
        return number.IsNegative ? -magnitude : magnitude;
    }

    private static BigInteger ReadLong(ReadOnlySpan<byte> text)
    {
        var hexadecimal = text is [(byte)'0', (byte)'x' or (byte)'X', ..];
        var digits = ArrayPool<char>.Shared.Rent(text.Length + 1);

        // A zero in front keeps the first hexadecimal digit from being the sign.
        digits[0] = '0';
        var count = 1;
        foreach (var octet in text[(hexadecimal ? 2 : 0)..])
        {
            if (octet != '_')
                digits[count++] = (char)octet;
        }

        var style = hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        var value = BigInteger.Parse(digits.AsSpan(0, count), style, CultureInfo.InvariantCulture);
        ArrayPool<char>.Shared.Return(digits);
        return value;
    }
}
