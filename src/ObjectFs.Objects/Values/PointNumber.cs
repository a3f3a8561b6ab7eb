namespace ObjectFs.Objects.Values;

/// <summary>The form of a number with a decimal point: <c>-12.5</c>, <c>.5</c>, <c>1E-7</c>.</summary>
internal static class PointNumber
{
    /// <summary>Looks at the form alone: ASCII digits, at most one point with a digit after it, a minus in front, an exponent where
    /// allowed.</summary>
    /// <param name="text">The text without blanks around it.</param>
    /// <param name="exponent">Whether <c>E+10</c> may follow.</param>
    /// <param name="fraction">The digits after the point.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, bool exponent, out ReadOnlySpan<byte> fraction)
    {
        fraction = default;
        var cursor = new TextCursor(text);
        cursor.TryTake('-');
        var whole = cursor.TakeDigits();
        if (cursor.TryTake('.'))
        {
            fraction = cursor.TakeDigits();
            if (fraction.IsEmpty)
                return false;
        }
        else if (whole.IsEmpty)
        {
            return false;
        }

        if (exponent && cursor.TryTakeEither('e', 'E'))
        {
            cursor.TryTakeEither('+', '-');
            if (cursor.TakeDigits().IsEmpty)
                return false;
        }

        return cursor.IsAtEnd;
    }
}
