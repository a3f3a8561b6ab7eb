using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>ISO 8601 with its offset, <c>2026-11-21T03:41:32+02:00</c>; read also with <c>Z</c>, and <c>now</c>. Without an offset it is refused:
/// whose time would it be?</summary>
internal sealed class DateTimeOffsetText(TimeProvider time) : ScalarText<DateTimeOffset>
{
    private const string Expected = "date and time with its offset (ISO 8601, such as 2026-01-31T23:59:00+01:00, or now)";

    /// <inheritdoc/>
    public override int? MaxLength => Iso8601.MaxLength;

    /// <inheritdoc/>
    public override string Describe() => "a " + Expected;

    /// <inheritdoc/>
    public override bool TryFormat(DateTimeOffset value, Span<byte> destination, out int written)
    {
        Span<byte> text = stackalloc byte[Iso8601.MaxLength];
        var length = Iso8601.WriteDate(DateOnly.FromDateTime(value.DateTime), text);
        text[length++] = (byte)'T';
        length += Iso8601.WriteTime(TimeOnly.FromDateTime(value.DateTime), text[length..]);
        length += Iso8601.WriteOffset(value.Offset, text[length..]);
        return Utf8Text.TryCopy(text[..length], destination, out written);
    }

    /// <inheritdoc/>
    public override Result<DateTimeOffset> Parse(ReadOnlySpan<byte> text, in DateTimeOffset current)
    {
        text = Blanks.Trim(text);
        if (Iso8601.IsNow(text))
            return time.GetLocalNow();
        var reading = Iso8601.ReadDateTime(text, out var value, out var offset, out _);
        if (reading != Reading.Done)
            return Refused.Unread(reading, text, reading == Reading.Malformed ? Describe() : Expected);
        if (offset is null)
            return Refused.Because(text, "has no offset: end it with Z, or such as +02:00");
        var ticks = value.Ticks - offset.Value.Ticks;
        return ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks
            ? Refused.Unread(Reading.OutOfRange, text, Expected)
            : new DateTimeOffset(value, offset.Value);
    }
}
