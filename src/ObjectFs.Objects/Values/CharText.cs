using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>One UTF-16 unit, taken as it stands: blanks count. A character beyond the sixteen bits is two units, and refused.</summary>
internal sealed class CharText : ScalarText<char>
{
    /// <inheritdoc/>
    public override int? MaxLength => 3;

    /// <inheritdoc/>
    public override string Describe() => "exactly one character (of at most U+FFFF)";

    /// <inheritdoc/>
    public override bool TryFormat(char value, Span<byte> destination, out int written) => Utf8Text.TryFormat([value], destination, out written);

    /// <inheritdoc/>
    public override Result<char> Parse(ReadOnlySpan<byte> text, in char current)
    {
        Span<char> units = stackalloc char[2];
        if (text.IsEmpty || text.Length > 4)
            return Refused.Malformed(text, Describe());
        if (!Utf8Text.TryRead(text, units, out var length) && length < units.Length)
            return Refused.NotUtf8(text);
        return length == 1 ? units[0] : Refused.Malformed(text, Describe());
    }
}
