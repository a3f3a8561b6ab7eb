using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>A value or null, whose text is empty. Blanks alone are read as null too, where they are no value.</summary>
/// <typeparam name="T">The type that is not nullable.</typeparam>
internal sealed class NullableText<T>(ScalarText<T> inner) : ScalarText<T?>
    where T : struct
{
    /// <inheritdoc/>
    public override bool IsNullable => true;

    /// <inheritdoc/>
    public override int? MaxLength => inner.MaxLength;

    /// <inheritdoc/>
    public override IReadOnlyList<string>? Values => inner.Values;

    /// <inheritdoc/>
    public override string Describe() => inner.Describe() + ", or nothing for null";

    /// <inheritdoc/>
    public override bool TryFormat(T? value, Span<byte> destination, out int written)
    {
        written = 0;
        return value is null || inner.TryFormat(value.GetValueOrDefault(), destination, out written);
    }

    /// <inheritdoc/>
    public override Result<T?> Parse(ReadOnlySpan<byte> text, in T? current)
    {
        if (text.IsEmpty)
            return (T?)null;
        var result = inner.Parse(text, current.GetValueOrDefault());
        if (result.TryGet(out var value))
            return value;
        return Blanks.Trim(text).IsEmpty ? (T?)null : result.Failure;
    }
}
