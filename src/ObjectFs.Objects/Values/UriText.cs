using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>URIs as they were written (<see cref="Uri.OriginalString"/>), absolute or relative, at most <see cref="LongestRead"/> bytes.</summary>
internal sealed class UriText : ScalarText<Uri>
{
    /// <summary>The longest text that is read, in bytes.</summary>
    public const int LongestRead = 64 * 1024;

    /// <inheritdoc/>
    public override string Describe() => "a URI";

    /// <inheritdoc/>
    public override bool TryFormat(Uri value, Span<byte> destination, out int written) =>
        Utf8Text.TryFormat(value?.OriginalString, destination, out written);

    /// <inheritdoc/>
    public override Result<Uri> Parse(ReadOnlySpan<byte> text, in Uri current)
    {
        // Not trimmed: a relative URI may hold blanks, and an absolute one trims itself.
        if (text.Length > LongestRead)
            return Refused.TooLong(text, LongestRead);
        var read = Utf8Text.Parse(text);
        if (!read.TryGet(out var written))
            return read.Failure;
        return written.Length > 0 && Uri.TryCreate(written, UriKind.RelativeOrAbsolute, out var value) ? value : Refused.Malformed(text, Describe());
    }
}
