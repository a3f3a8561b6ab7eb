namespace ObjectFs.Objects.Values;

/// <summary>Reads ASCII forms from left to right.</summary>
internal ref struct TextCursor(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    /// <summary>Whether all is read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>What is not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Takes one character if it is next.</summary>
    public bool TryTake(char expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected)
            return false;
        _rest = _rest[1..];
        return true;
    }

    /// <summary>Takes one of two characters if it is next.</summary>
    public bool TryTakeEither(char one, char other) => TryTake(one) || TryTake(other);

    /// <summary>Takes all the digits that follow; maybe none.</summary>
    public ReadOnlySpan<byte> TakeDigits() => Take(Count(static octet => char.IsAsciiDigit((char)octet)));

    /// <summary>Takes all the ASCII letters that follow; maybe none.</summary>
    public ReadOnlySpan<byte> TakeLetters() => Take(Count(static octet => char.IsAsciiLetter((char)octet)));

    /// <summary>Takes exactly so many digits, at most nine; false where others stand there. More digits may follow.</summary>
    public bool TryTakeNumber(int digits, out int value)
    {
        value = 0;
        if (_rest.Length < digits)
            return false;
        foreach (var octet in _rest[..digits])
        {
            if (!char.IsAsciiDigit((char)octet))
                return false;
            value = value * 10 + (octet - '0');
        }

        _rest = _rest[digits..];
        return true;
    }

    private readonly int Count(Func<byte, bool> belongs)
    {
        var count = 0;
        while (count < _rest.Length && belongs(_rest[count]))
            count++;
        return count;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
