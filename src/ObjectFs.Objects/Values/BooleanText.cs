using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary><c>true</c> and <c>false</c>; read also yes/no, on/off and 1/0, in any case.</summary>
internal sealed class BooleanText : ScalarText<bool>
{
    private static readonly string[] Both = ["true", "false"];

    /// <inheritdoc/>
    public override int? MaxLength => "false".Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Values => Both;

    /// <inheritdoc/>
    public override string Describe() => "true or false";

    /// <inheritdoc/>
    public override bool TryFormat(bool value, Span<byte> destination, out int written) =>
        Utf8Text.TryCopy(value ? "true"u8 : "false"u8, destination, out written);

    /// <inheritdoc/>
    public override Result<bool> Parse(ReadOnlySpan<byte> text, in bool current)
    {
        text = Blanks.Trim(text);
        if (Ascii.EqualsIgnoreCase(text, "true"u8) || Ascii.EqualsIgnoreCase(text, "yes"u8) || Ascii.EqualsIgnoreCase(text, "on"u8) || text is [(byte)'1'])
            return true;
        if (Ascii.EqualsIgnoreCase(text, "false"u8) || Ascii.EqualsIgnoreCase(text, "no"u8) || Ascii.EqualsIgnoreCase(text, "off"u8) || text is [(byte)'0'])
            return false;
        return Refused.Malformed(text, Describe());
    }
}
