using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Json;

/// <summary>Where in a JSON text something is, in words.</summary>
internal static class JsonPosition
{
    private const int MaxDepth = 64;

    public static JsonReaderOptions ReaderOptions => new() { MaxDepth = MaxDepth };

    public static JsonDocumentOptions DocumentOptions => new() { MaxDepth = MaxDepth };

    /// <summary><c>line 1, column 7</c>; columns count bytes.</summary>
    public static string Of(ReadOnlySpan<byte> text, int offset)
    {
        var before = text[..offset];
        return Of(before.Count((byte)'\n'), offset - (before.LastIndexOf((byte)'\n') + 1));
    }

    /// <summary>Where a value of a document over the text begins.</summary>
    public static string Of(ReadOnlySpan<byte> text, JsonElement element) =>
        text.Overlaps(JsonMarshal.GetRawUtf8Value(element), out var offset) ? Of(text, offset) : Of(0, 0);

    /// <summary>EINVAL: where and why the text is no JSON.</summary>
    public static Failure Malformed(JsonException exception)
    {
        // the exception says the place in its own words too, which count from 0
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var reason = (end < 0 ? exception.Message : exception.Message[..end]).TrimEnd('.', ' ');
        return new(Errno.EINVAL, $"{Of(exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0)}: {reason}");
    }

    private static string Of(long line, long column) => string.Create(CultureInfo.InvariantCulture, $"line {line + 1}, column {column + 1}");
}
