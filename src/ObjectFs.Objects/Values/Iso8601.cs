using System.Text;

namespace ObjectFs.Objects.Values;

/// <summary>The parts of ISO 8601 dates and times that the framework's types hold: <c>2026-11-21</c>, <c>03:41:32.5</c>, <c>+02:00</c>. A fraction
/// is as short as it can be.</summary>
internal static class Iso8601
{
    /// <summary>Bytes enough for a date, a time and an offset.</summary>
    public const int MaxLength = 33;

    /// <summary>Writes <c>yyyy-MM-dd</c>.</summary>
    public static int WriteDate(DateOnly date, Span<byte> destination)
    {
        WriteNumber(date.Year, destination[..4]);
        destination[4] = (byte)'-';
        WriteNumber(date.Month, destination[5..7]);
        destination[7] = (byte)'-';
        WriteNumber(date.Day, destination[8..10]);
        return 10;
    }

    /// <summary>Writes <c>HH:mm:ss</c>, and a fraction where there is one.</summary>
    public static int WriteTime(TimeOnly time, Span<byte> destination)
    {
        WriteNumber(time.Hour, destination[..2]);
        destination[2] = (byte)':';
        WriteNumber(time.Minute, destination[3..5]);
        destination[5] = (byte)':';
        WriteNumber(time.Second, destination[6..8]);
        var fraction = (int)(time.Ticks % TimeSpan.TicksPerSecond);
        if (fraction == 0)
            return 8;
        destination[8] = (byte)'.';
        WriteNumber(fraction, destination[9..16]);
        return destination[..16].LastIndexOfAnyExcept((byte)'0') + 1;
    }

    /// <summary>Writes <c>+HH:mm</c>.</summary>
    public static int WriteOffset(TimeSpan offset, Span<byte> destination)
    {
        destination[0] = offset < TimeSpan.Zero ? (byte)'-' : (byte)'+';
        WriteNumber(Math.Abs(offset.Hours), destination[1..3]);
        destination[3] = (byte)':';
        WriteNumber(Math.Abs(offset.Minutes), destination[4..6]);
        return 6;
    }

    /// <summary>Reads <c>yyyy-MM-dd</c>.</summary>
    public static Reading ReadDate(ref TextCursor cursor, out DateOnly date)
    {
        date = default;
        if (!cursor.TryTakeNumber(4, out var year) || !cursor.TryTake('-') || !cursor.TryTakeNumber(2, out var month)
            || !cursor.TryTake('-') || !cursor.TryTakeNumber(2, out var day))
        {
            return Reading.Malformed;
        }

        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month))
            return Reading.OutOfRange;
        date = new DateOnly(year, month, day);
        return Reading.Done;
    }

    /// <summary>Reads <c>HH:mm</c>, seconds and their fraction where they follow.</summary>
    public static Reading ReadTime(ref TextCursor cursor, out TimeOnly time, bool secondsNeeded = false)
    {
        time = default;
        var second = 0;
        var fraction = 0;
        if (!cursor.TryTakeNumber(2, out var hour) || !cursor.TryTake(':') || !cursor.TryTakeNumber(2, out var minute))
            return Reading.Malformed;
        if (cursor.TryTake(':'))
        {
            if (!cursor.TryTakeNumber(2, out second))
                return Reading.Malformed;
            if (cursor.TryTake('.') && ReadFraction(cursor.TakeDigits(), out fraction) is var reading and not Reading.Done)
                return reading;
        }
        else if (secondsNeeded)
        {
            return Reading.Malformed;
        }

        if (hour > 23 || minute > 59 || second > 59)
            return Reading.OutOfRange;
        time = new TimeOnly(hour, minute, second).Add(TimeSpan.FromTicks(fraction));
        return Reading.Done;
    }

    /// <summary>Reads <c>Z</c>, <c>+HH:mm</c>, <c>+HHmm</c> or <c>+HH</c>.</summary>
    public static Reading ReadOffset(ref TextCursor cursor, out TimeSpan offset, out bool isZulu)
    {
        offset = default;
        isZulu = cursor.TryTakeEither('Z', 'z');
        if (isZulu)
            return Reading.Done;
        var negative = cursor.TryTake('-');
        if (!negative && !cursor.TryTake('+') || !cursor.TryTakeNumber(2, out var hours))
            return Reading.Malformed;
        var minutes = 0;
        if ((cursor.TryTake(':') || !cursor.IsAtEnd) && !cursor.TryTakeNumber(2, out minutes))
            return Reading.Malformed;
        if (hours > 14 || minutes > 59 || hours == 14 && minutes > 0)
            return Reading.OutOfRange;
        offset = new TimeSpan(hours, minutes, 0);
        offset = negative ? -offset : offset;
        return Reading.Done;
    }

    /// <summary>Reads a date, and a time after <c>T</c> or a blank, and what follows that as an offset.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="dateTime">Without a kind.</param>
    /// <param name="offset">Null where there is none.</param>
    /// <param name="isZulu">Whether the offset is a <c>Z</c>.</param>
    public static Reading ReadDateTime(ReadOnlySpan<byte> text, out DateTime dateTime, out TimeSpan? offset, out bool isZulu)
    {
        var cursor = new TextCursor(text);
        dateTime = default;
        offset = null;
        isZulu = false;
        if (ReadDate(ref cursor, out var date) is var read and not Reading.Done)
            return read;
        dateTime = date.ToDateTime(TimeOnly.MinValue);
        if (cursor.IsAtEnd)
            return Reading.Done;

        if (!cursor.TryTakeEither('T', 't') && !cursor.TryTake(' '))
            return Reading.Malformed;
        read = ReadTime(ref cursor, out var time);
        if (read != Reading.Done)
            return read;
        dateTime = date.ToDateTime(time);
        if (cursor.IsAtEnd)
            return Reading.Done;

        read = ReadOffset(ref cursor, out var difference, out isZulu);
        offset = difference;
        return read != Reading.Done || cursor.IsAtEnd ? read : Reading.Malformed;
    }

    /// <summary>Whether the text is the word that stands for the present.</summary>
    public static bool IsNow(ReadOnlySpan<byte> text) => Ascii.EqualsIgnoreCase(text, "now"u8);

    private static Reading ReadFraction(ReadOnlySpan<byte> digits, out int ticks)
    {
        const int Held = 7;

        ticks = 0;
        if (digits.IsEmpty)
            return Reading.Malformed;
        if (digits.Length > Held && digits[Held..].ContainsAnyExcept((byte)'0'))
            return Reading.TooFine;
        for (var i = 0; i < Held; i++)
            ticks = ticks * 10 + (i < digits.Length ? digits[i] - '0' : 0);
        return Reading.Done;
    }

    private static void WriteNumber(int number, Span<byte> destination)
    {
        for (var i = destination.Length - 1; i >= 0; i--, number /= 10)
            destination[i] = (byte)('0' + number % 10);
    }
}
