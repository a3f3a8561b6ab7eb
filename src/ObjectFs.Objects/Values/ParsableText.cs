using System.Globalization;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>A type that reads and writes itself: <see cref="IParsable{TSelf}"/> and <see cref="IFormattable"/>, both asked for the invariant
/// culture.</summary>
/// <typeparam name="T">The type.</typeparam>
internal sealed class ParsableText<T> : ScalarText<T>
    where T : IParsable<T>, IFormattable
{
    /// <inheritdoc/>
    public override string Describe() => $"the text of a {typeof(T).Name}";

    /// <inheritdoc/>
    public override bool TryFormat(T value, Span<byte> destination, out int written)
    {
        written = 0;
        if (value is null)
            return true;
        if (value is not IUtf8SpanFormattable utf8)
            return Utf8Text.TryFormat(value.ToString(null, CultureInfo.InvariantCulture), destination, out written);

        // Others write this method: what it says is checked before it is believed.
        if (utf8.TryFormat(destination, out written, default, CultureInfo.InvariantCulture) && (uint)written <= (uint)destination.Length)
            return true;
        written = 0;
        return false;
    }

    /// <inheritdoc/>
    public override Result<T> Parse(ReadOnlySpan<byte> text, in T current) => Foreign.Read<T>(text, Describe(), static written =>
        T.TryParse(written, CultureInfo.InvariantCulture, out var value) ? value : Errno.EINVAL);
}
