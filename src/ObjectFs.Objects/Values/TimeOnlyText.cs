using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary><c>23:59:00.5</c>; read also without seconds, and <c>now</c>.</summary>
internal sealed class TimeOnlyText(TimeProvider time) : ScalarText<TimeOnly>
{
    private const string Expected = "time of day (ISO 8601, such as 23:59:00, or now)";

    /// <inheritdoc/>
    public override int? MaxLength => 16;

    /// <inheritdoc/>
    public override string Describe() => "a " + Expected;

    /// <inheritdoc/>
    public override bool TryFormat(TimeOnly value, Span<byte> destination, out int written)
    {
        Span<byte> text = stackalloc byte[Iso8601.MaxLength];
        return Utf8Text.TryCopy(text[..Iso8601.WriteTime(value, text)], destination, out written);
    }

    /// <inheritdoc/>
    public override Result<TimeOnly> Parse(ReadOnlySpan<byte> text, in TimeOnly current)
    {
        text = Blanks.Trim(text);
        if (Iso8601.IsNow(text))
            return TimeOnly.FromDateTime(time.GetLocalNow().DateTime);
        var cursor = new TextCursor(text);
        var reading = Iso8601.ReadTime(ref cursor, out var value);
        if (!cursor.IsAtEnd && reading == Reading.Done)
            reading = Reading.Malformed;
        return reading == Reading.Done ? value : Refused.Unread(reading, text, reading == Reading.Malformed ? Describe() : Expected);
    }
}
