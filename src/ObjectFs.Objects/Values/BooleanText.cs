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
        if (Is(text, "true"u8) || Is(text, "yes"u8) || Is(text, "on"u8) || Is(text, "1"u8))
            return true;
        if (Is(text, "false"u8) || Is(text, "no"u8) || Is(text, "off"u8) || Is(text, "0"u8))
            return false;
        return Refused.Malformed(text, Describe());
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(text, word);
}
