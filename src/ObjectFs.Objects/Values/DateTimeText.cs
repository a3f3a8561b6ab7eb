using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>ISO 8601 with the kind kept: <c>2026-11-21T03:41:32Z</c> is UTC, an offset is local time, neither is unspecified. A date alone is its
/// midnight.
/// <c>now</c> is UTC where the value is UTC now, else local time.</summary>
internal sealed class DateTimeText(TimeProvider time) : ScalarText<DateTime>
{
    private const string Expected = "date and time (ISO 8601, such as 2026-01-31T23:59:00Z, or now)";

    /// <inheritdoc/>
    public override int? MaxLength => Iso8601.MaxLength;

    /// <inheritdoc/>
    public override string Describe() => "a " + Expected;

    /// <inheritdoc/>
    public override bool TryFormat(DateTime value, Span<byte> destination, out int written)
    {
        Span<byte> text = stackalloc byte[Iso8601.MaxLength];
        var length = Iso8601.WriteDate(DateOnly.FromDateTime(value), text);
        text[length++] = (byte)'T';
        length += Iso8601.WriteTime(TimeOnly.FromDateTime(value), text[length..]);
        if (value.Kind == DateTimeKind.Utc)
            text[length++] = (byte)'Z';
        else if (value.Kind == DateTimeKind.Local)
            length += Iso8601.WriteOffset(TimeZoneInfo.Local.GetUtcOffset(value), text[length..]);
        return Utf8Text.TryCopy(text[..length], destination, out written);
    }

    /// <inheritdoc/>
    public override Result<DateTime> Parse(ReadOnlySpan<byte> text, in DateTime current)
    {
        text = Blanks.Trim(text);
        if (Iso8601.IsNow(text))
            return current.Kind == DateTimeKind.Utc ? time.GetUtcNow().UtcDateTime : time.GetUtcNow().LocalDateTime;
        var reading = Iso8601.ReadDateTime(text, out var value, out var offset, out var isZulu);
        if (reading != Reading.Done)
            return Refused.Unread(reading, text, reading == Reading.Malformed ? Describe() : Expected);
        if (isZulu)
            return DateTime.SpecifyKind(value, DateTimeKind.Utc);
        if (offset is null)
            return value;

        // As it stands where the offset is the zone's own: times near the ends of the calendar cannot go through UTC.
        var local = DateTime.SpecifyKind(value, DateTimeKind.Local);
        if (TimeZoneInfo.Local.GetUtcOffset(local) == offset)
            return local;
        var ticks = value.Ticks - offset.Value.Ticks;
        return ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks
            ? Refused.Unread(Reading.OutOfRange, text, Expected)
            : new DateTime(ticks, DateTimeKind.Utc).ToLocalTime();
    }
}
