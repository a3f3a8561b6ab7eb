using System.Buffers.Text;

namespace ObjectFs.Benchmarks.Values;

/// <summary><see cref="DateTimeOffset"/> as ISO 8601.</summary>
internal readonly struct DateTimeOffsetPeer : IFrameworkText<DateTimeOffset>
{
    public static bool TryFormat(DateTimeOffset value, Span<byte> destination, out int written) => Utf8Formatter.TryFormat(value, destination, out written, 'O');

    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset value) => Utf8Parser.TryParse(text, out value, out _, 'O');
}
