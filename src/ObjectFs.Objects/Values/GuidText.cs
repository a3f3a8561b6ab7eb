using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>Guids in the form D (<c>0f8fad5b-d9cb-469f-a165-70867728950e</c>); read also N (no dashes), B (braces) and P (parentheses), in any
/// case.</summary>
internal sealed class GuidText : ScalarText<Guid>
{
    /// <inheritdoc/>
    public override int? MaxLength => 36;

    /// <inheritdoc/>
    public override string Describe() => "a GUID such as 00000000-0000-0000-0000-000000000000";

    /// <inheritdoc/>
    public override bool TryFormat(Guid value, Span<byte> destination, out int written) => value.TryFormat(destination, out written, "D");

    /// <inheritdoc/>
    public override Result<Guid> Parse(ReadOnlySpan<byte> text, in Guid current)
    {
        text = Blanks.Trim(text);
        var inner = text is [(byte)'{', .., (byte)'}'] or [(byte)'(', .., (byte)')'] ? text[1..^1] : text;
        var dashed = inner.Length == 36;

        // Braces and parentheses go round the dashed form only.
        if (!dashed && (inner.Length != 32 || text.Length != 32))
            return Refused.Malformed(text, Describe());

        Span<byte> octets = stackalloc byte[16];
        var at = 0;
        for (var i = 0; i < octets.Length; i++, at += 2)
        {
            if (dashed && i is (4 or 6 or 8 or 10) && inner[at++] != '-')
                return Refused.Malformed(text, Describe());
            if (!char.IsAsciiHexDigit((char)inner[at]) || !char.IsAsciiHexDigit((char)inner[at + 1]))
                return Refused.Malformed(text, Describe());
            octets[i] = (byte)(Digit(inner[at]) << 4 | Digit(inner[at + 1]));
        }

        return new Guid(octets, bigEndian: true);
    }

    private static int Digit(byte octet) => octet <= '9' ? octet - '0' : (octet | 0x20) - 'a' + 10;
}
