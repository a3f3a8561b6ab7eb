using System.Text;

namespace ObjectFs.Objects.Values;

/// <content>Numbers with units.</content>
internal sealed partial class TimeSpanText
{
    // More digits than this are beyond any duration.
    private const int MostDigits = 20;

    private enum UnitForm
    {
        Short,
        IsoDate,
        IsoTime,
    }

    // nW, or nDTnHnMnS, after the P.
    private static Reading ReadIso(ref TextCursor cursor, out Int128 ticks)
    {
        ticks = 0;
        if (!cursor.IsAtEnd && !cursor.Rest.StartsWith("T"u8) && !cursor.Rest.StartsWith("t"u8))
        {
            var date = ReadUnits(ref cursor, UnitForm.IsoDate, out ticks);
            if (date != Reading.Done || cursor.IsAtEnd)
                return date;
        }

        if (!cursor.TryTakeEither('T', 't'))
            return Reading.Malformed;
        var reading = ReadUnits(ref cursor, UnitForm.IsoTime, out var time);
        ticks += time;
        return reading;
    }

    // At least one number with its unit, to the end (or to the T of the ISO form); each unit smaller than the one before.
    private static Reading ReadUnits(ref TextCursor cursor, UnitForm form, out Int128 ticks)
    {
        ticks = 0;
        var before = long.MaxValue;
        do
        {
            var whole = cursor.TakeDigits();
            var hasPoint = cursor.TryTake('.');
            var fraction = hasPoint ? cursor.TakeDigits() : default;
            if (whole.IsEmpty || hasPoint && fraction.IsEmpty)
                return Reading.Malformed;
            var unit = form == UnitForm.Short ? ShortUnit(cursor.TakeLetters()) : IsoUnit(ref cursor, form);
            if (unit == 0 || unit >= before)
                return Reading.Malformed;
            before = unit;
            if (fraction.Length > MostDigits || !IsExact(fraction, unit))
                return Reading.TooFine;
            if (!TryScale(whole, fraction, unit, ref ticks))
                return Reading.OutOfRange;
        }
        while (!cursor.IsAtEnd && !(form == UnitForm.IsoDate && (cursor.Rest[0] | 0x20) == 't'));

        return Reading.Done;
    }

    private static long ShortUnit(ReadOnlySpan<byte> letters) =>
        Ascii.EqualsIgnoreCase(letters, "d"u8) ? TimeSpan.TicksPerDay
        : Ascii.EqualsIgnoreCase(letters, "h"u8) ? TimeSpan.TicksPerHour
        : Ascii.EqualsIgnoreCase(letters, "m"u8) || Ascii.EqualsIgnoreCase(letters, "min"u8) ? TimeSpan.TicksPerMinute
        : Ascii.EqualsIgnoreCase(letters, "s"u8) ? TimeSpan.TicksPerSecond
        : Ascii.EqualsIgnoreCase(letters, "ms"u8) ? TimeSpan.TicksPerMillisecond
        : Ascii.EqualsIgnoreCase(letters, "us"u8) ? TimeSpan.TicksPerMicrosecond
        : 0;

    private static long IsoUnit(ref TextCursor cursor, UnitForm form) => form == UnitForm.IsoDate
        ? cursor.TryTakeEither('W', 'w') ? 7 * TimeSpan.TicksPerDay : cursor.TryTakeEither('D', 'd') ? TimeSpan.TicksPerDay : 0
        : cursor.TryTakeEither('H', 'h') ? TimeSpan.TicksPerHour
        : cursor.TryTakeEither('M', 'm') ? TimeSpan.TicksPerMinute
        : cursor.TryTakeEither('S', 's') ? TimeSpan.TicksPerSecond
        : 0;

    private static bool IsExact(ReadOnlySpan<byte> fraction, long unit) => Number(fraction) * unit % Power(fraction.Length) == 0;

    // Adds a number of units; false where it is beyond any duration.
    private static bool TryScale(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, long unit, ref Int128 ticks)
    {
        whole = whole.TrimStart((byte)'0');
        if (whole.Length > MostDigits)
            return false;
        ticks += Number(whole) * unit + Number(fraction) * unit / Power(fraction.Length);
        return true;
    }

    // 10^20 times the ticks of a week is below 2^127.
    private static Int128 Number(ReadOnlySpan<byte> digits)
    {
        Int128 number = 0;
        foreach (var digit in digits)
            number = number * 10 + (digit - '0');
        return number;
    }

    private static Int128 Power(int digits)
    {
        Int128 power = 1;
        while (digits-- > 0)
            power *= 10;
        return power;
    }
}
