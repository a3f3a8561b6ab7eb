using System.Globalization;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>
/// Durations: written <c>[-][d.]hh:mm:ss[.fffffff]</c>; read also as numbers with units, <c>90s</c>, <c>1h30m</c>, <c>250ms</c>, <c>1.5d</c>
/// (d, h, m, s, ms, us; each once, the largest first), and as ISO 8601, <c>PT5M</c>, <c>P1DT12H</c> (no years and months, whose length varies).
/// A bare number is refused.
/// </summary>
internal sealed partial class TimeSpanText : ScalarText<TimeSpan>
{
    private const string Expected = "duration (such as 90s, 1h30m, 250ms, PT5M or 1.02:03:04)";

    /// <inheritdoc/>
    public override int? MaxLength => 26;

    /// <inheritdoc/>
    public override string Describe() => "a " + Expected;

    /// <inheritdoc/>
    public override bool TryFormat(TimeSpan value, Span<byte> destination, out int written) =>
        value.TryFormat(destination, out written, "c", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override Result<TimeSpan> Parse(ReadOnlySpan<byte> text, in TimeSpan current)
    {
        text = Blanks.Trim(text);
        if (PointNumber.TryRead(text, exponent: true, out _))
            return Refused.Because(text, "has no unit: write such as 5s, 5m, 5h or 5d");

        var cursor = new TextCursor(text);
        var negative = cursor.TryTake('-');
        var reading = cursor.TryTakeEither('P', 'p') ? ReadIso(ref cursor, out var ticks)
            : text.Contains((byte)':') ? ReadClock(ref cursor, out ticks)
            : ReadUnits(ref cursor, UnitForm.Short, out ticks);
        if (negative)
            ticks = -ticks;
        if (reading == Reading.Done && (ticks < long.MinValue || ticks > long.MaxValue))
            reading = Reading.OutOfRange;
        return reading == Reading.Done
            ? TimeSpan.FromTicks((long)ticks)
            : Refused.Unread(reading, text, reading == Reading.Malformed ? Describe() : Expected);
    }

    // [d.]hh:mm:ss[.fffffff]
    private static Reading ReadClock(ref TextCursor cursor, out Int128 ticks)
    {
        ticks = 0;
        if (cursor.Rest.IndexOf((byte)'.') is > 0 and var point && point < cursor.Rest.IndexOf((byte)':'))
        {
            var days = cursor.TakeDigits();
            if (!cursor.TryTake('.'))
                return Reading.Malformed;
            if (!TryScale(days, default, TimeSpan.TicksPerDay, ref ticks))
                return Reading.OutOfRange;
        }

        var reading = Iso8601.ReadTime(ref cursor, out var time, secondsNeeded: true);
        ticks += time.Ticks;
        return reading != Reading.Done || cursor.IsAtEnd ? reading : Reading.Malformed;
    }
}
