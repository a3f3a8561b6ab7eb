using System.ComponentModel;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>A type whose <see cref="TypeConverter"/> converts from and to a string, asked for the invariant culture.</summary>
/// <typeparam name="T">The type.</typeparam>
internal sealed class ConverterText<T>(TypeConverter converter) : ScalarText<T>
{
    /// <inheritdoc/>
    public override string Describe() => $"the text of a {typeof(T).Name}";

    /// <inheritdoc/>
    public override bool TryFormat(T value, Span<byte> destination, out int written)
    {
        written = 0;
        return value is null || Utf8Text.TryFormat(converter.ConvertToInvariantString(value), destination, out written);
    }

    /// <inheritdoc/>
    public override Result<T> Parse(ReadOnlySpan<byte> text, in T current) => Foreign.Read<T>(text, Describe(), written =>
        converter.ConvertFromInvariantString(written) is T value ? value : Errno.EINVAL);
}
