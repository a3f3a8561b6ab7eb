namespace ObjectFs.Objects.Values;

/// <summary>A sign and a size, as they were written.</summary>
/// <param name="IsNegative">Whether a minus stands in front.</param>
/// <param name="Magnitude">The size, where it does not overflow.</param>
/// <param name="Overflows">Whether the size is beyond 128 bits.</param>
internal readonly record struct WholeNumber(bool IsNegative, UInt128 Magnitude, bool Overflows)
{
    private static readonly UInt128 TenthOfLargest = UInt128.MaxValue / 10;

    /// <summary>Reads ASCII digits, or hexadecimal ones after <c>0x</c>, with single underscores between digits and a minus in front.</summary>
    /// <returns>False where it is anything else.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out WholeNumber number)
    {
        number = default;
        var negative = text is [(byte)'-', ..];
        if (negative)
            text = text[1..];
        var hexadecimal = text is [(byte)'0', (byte)'x' or (byte)'X', ..];
        if (hexadecimal)
            text = text[2..];

        // Underscores only between digits.
        if (text.IsEmpty || text[0] == '_' || text[^1] == '_')
            return false;

        UInt128 magnitude = 0;
        var overflows = false;
        var afterUnderscore = false;
        foreach (var octet in text)
        {
            if (octet == '_')
            {
                if (afterUnderscore)
                    return false;
                afterUnderscore = true;
                continue;
            }

            afterUnderscore = false;
            if (hexadecimal ? !char.IsAsciiHexDigit((char)octet) : !char.IsAsciiDigit((char)octet))
                return false;
            var digit = Digit(octet);
            overflows |= hexadecimal ? magnitude >> 124 != 0 : magnitude > TenthOfLargest;
            var shifted = hexadecimal ? magnitude << 4 : magnitude * 10;
            magnitude = shifted + digit;
            overflows |= magnitude < shifted;
        }

        number = new WholeNumber(negative, magnitude, overflows);
        return true;
    }

    private static uint Digit(byte octet) => octet <= '9' ? octet - (uint)'0' : (octet | 0x20u) - 'a' + 10;
}
