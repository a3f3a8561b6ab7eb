using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary><c>2026-11-21</c>; <c>now</c> is today's date here.</summary>
internal sealed class DateOnlyText(TimeProvider time) : ScalarText<DateOnly>
{
    private const string Expected = "date (ISO 8601, such as 2026-01-31, or now)";

    /// <inheritdoc/>
    public override int? MaxLength => 10;

    /// <inheritdoc/>
    public override string Describe() => "a " + Expected;

    /// <inheritdoc/>
    public override bool TryFormat(DateOnly value, Span<byte> destination, out int written)
    {
        Span<byte> text = stackalloc byte[Iso8601.MaxLength];
        return Utf8Text.TryCopy(text[..Iso8601.WriteDate(value, text)], destination, out written);
    }

    /// <inheritdoc/>
    public override Result<DateOnly> Parse(ReadOnlySpan<byte> text, in DateOnly current)
    {
        text = Blanks.Trim(text);
        if (Iso8601.IsNow(text))
            return DateOnly.FromDateTime(time.GetLocalNow().DateTime);
        var cursor = new TextCursor(text);
        var reading = Iso8601.ReadDate(ref cursor, out var value);
        if (!cursor.IsAtEnd)
            reading = Reading.Malformed;
        return reading == Reading.Done ? value : Refused.Unread(reading, text, reading == Reading.Malformed ? Describe() : Expected);
    }
}
