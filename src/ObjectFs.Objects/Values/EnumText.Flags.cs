namespace ObjectFs.Objects.Values;

/// <content>Sets of flags.</content>
internal sealed partial class EnumText<TEnum, TNumber>
{
    // Greedy from the largest value down, as the framework does it, but written in ascending order.
    private bool TryFormatFlags(TNumber number, Span<byte> destination, out int written)
    {
        Span<int> parts = stackalloc int[64];
        var count = 0;
        var rest = number;
        for (var i = _values.Length - 1; i >= 0 && rest != TNumber.Zero; i--)
        {
            if (_values[i] == TNumber.Zero || (rest & _values[i]) != _values[i] || !IsWord(_texts[i]))
                continue;
            parts[count++] = i;
            rest &= ~_values[i];
        }

        if (rest != TNumber.Zero)
            return _number.TryFormat(number, destination, out written);

        written = 0;
        while (count-- > 0)
        {
            var separator = written == 0 ? default : ", "u8;
            var text = _texts[parts[count]];
            if (destination.Length - written < separator.Length + text.Length)
            {
                written = 0;
                return false;
            }

            separator.CopyTo(destination[written..]);
            text.CopyTo(destination[(written + separator.Length)..]);
            written += separator.Length + text.Length;
        }

        return true;
    }

    // Names, or all of them with a sign, with one comma or any blanks between.
    private Match TryReadFlags(ReadOnlySpan<byte> text, TNumber current, out TNumber value)
    {
        var changes = IsChange(text);
        value = changes ? current : TNumber.Zero;
        while (true)
        {
            var end = text.IndexOfAny(" ,\t\r\n"u8);
            var part = end < 0 ? text : text[..end];
            if (IsChange(part) != changes)
                return Match.None;
            var match = TryFind(changes ? part[1..] : part, out var flag);
            if (match != Match.One)
                return match;
            value = changes && part[0] == '-' ? value & ~flag : value | flag;
            if (end < 0)
                return Match.One;

            text = Blanks.Trim(text[end..]);
            if (text is [(byte)',', ..])
                text = Blanks.Trim(text[1..]);
        }
    }

    private static bool IsChange(ReadOnlySpan<byte> part) => part is [(byte)'+' or (byte)'-', not (>= (byte)'0' and <= (byte)'9'), ..];

    // F# can name a flag "a b" or "+c", which would be read as something else among others.
    private static bool IsWord(ReadOnlySpan<byte> text) =>
        !text.IsEmpty && text.IndexOfAny(" ,\t\r\n"u8) < 0 && text[0] is not ((byte)'+' or (byte)'-');
}
