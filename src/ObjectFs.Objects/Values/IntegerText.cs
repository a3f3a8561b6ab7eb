using System.Globalization;
using System.Numerics;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>Whole numbers: <c>42</c>, <c>-7</c>; read also <c>0x2a</c>, <c>-0x2a</c> (a sign and a size, not a bit pattern) and <c>1_000</c>.
/// No leading plus, which elsewhere means "add".</summary>
/// <typeparam name="T">An integer type of the framework, of at most 128 bits.</typeparam>
internal sealed class IntegerText<T> : ScalarText<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly UInt128 Largest = UInt128.CreateTruncating(T.MaxValue);

    // The magnitude of the smallest value, one more than the largest; 0 for an unsigned type.
    private static readonly UInt128 Smallest = T.IsNegative(T.MinValue) ? Largest + 1 : 0;

    /// <inheritdoc/>
    public override int? MaxLength { get; } = Math.Max(Invariant(T.MinValue).Length, Invariant(T.MaxValue).Length);

    /// <inheritdoc/>
    public override string Describe() => $"a whole number between {Invariant(T.MinValue)} and {Invariant(T.MaxValue)}";

    /// <inheritdoc/>
    public override bool TryFormat(T value, Span<byte> destination, out int written) =>
        value.TryFormat(destination, out written, default, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override Result<T> Parse(ReadOnlySpan<byte> text, in T current)
    {
        text = Blanks.Trim(text);
        if (!WholeNumber.TryRead(text, out var number))
            return Refused.Malformed(text, Describe());
        if (number.IsNegative && (number.Overflows || number.Magnitude > Smallest))
            return Refused.OutOfRange(text, $"is below {Invariant(T.MinValue)}");
        if (number.Overflows || number.Magnitude > Largest && !number.IsNegative)
            return Refused.OutOfRange(text, $"is above {Invariant(T.MaxValue)}");
        var value = T.CreateTruncating(number.Magnitude);
        return number.IsNegative ? unchecked(T.Zero - value) : value;
    }

    private static string Invariant(T value) => value.ToString(null, CultureInfo.InvariantCulture);
}
