using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>Versions of two to four numbers, <c>1.2.3.4</c>.</summary>
internal sealed class VersionText : ScalarText<Version>
{
    /// <inheritdoc/>
    public override int? MaxLength => 43;

    /// <inheritdoc/>
    public override string Describe() => "a version of two to four numbers such as 1.2.3.4";

    /// <inheritdoc/>
    public override bool TryFormat(Version value, Span<byte> destination, out int written)
    {
        written = 0;
        return value is null || value.TryFormat(destination, out written);
    }

    /// <inheritdoc/>
    public override Result<Version> Parse(ReadOnlySpan<byte> text, in Version current)
    {
        text = Blanks.Trim(text);
        Span<int> parts = stackalloc int[4];
        var count = 0;
        var cursor = new TextCursor(text);
        do
        {
            var digits = cursor.TakeDigits();
            if (count == parts.Length || digits.IsEmpty || !WholeNumber.TryRead(digits, out var number))
                return Refused.Malformed(text, Describe());
            if (number.Overflows || number.Magnitude > int.MaxValue)
                return Refused.OutOfRange(text, "has a part above 2147483647");
            parts[count++] = (int)number.Magnitude;
        }
        while (cursor.TryTake('.'));

        if (!cursor.IsAtEnd)
            return Refused.Malformed(text, Describe());
        return count switch
        {
            2 => new Version(parts[0], parts[1]),
            3 => new Version(parts[0], parts[1], parts[2]),
            4 => new Version(parts[0], parts[1], parts[2], parts[3]),
            _ => Refused.Malformed(text, Describe()),
        };
    }
}
