using System.Buffers;
using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>One Unicode scalar value, taken as it stands: blanks count.</summary>
internal sealed class RuneText : ScalarText<Rune>
{
    /// <inheritdoc/>
    public override int? MaxLength => 4;

    /// <inheritdoc/>
    public override string Describe() => "exactly one character";

    /// <inheritdoc/>
    public override bool TryFormat(Rune value, Span<byte> destination, out int written) => value.TryEncodeToUtf8(destination, out written);

    /// <inheritdoc/>
    public override Result<Rune> Parse(ReadOnlySpan<byte> text, in Rune current)
    {
        if (text.IsEmpty)
            return Refused.Malformed(text, Describe());
        if (Rune.DecodeFromUtf8(text, out var rune, out var length) != OperationStatus.Done)
            return Refused.NotUtf8(text);
        return length == text.Length ? rune : Refused.Malformed(text, Describe());
    }
}
