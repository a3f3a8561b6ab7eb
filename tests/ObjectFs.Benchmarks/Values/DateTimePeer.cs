using System.Buffers.Text;

namespace ObjectFs.Benchmarks.Values;

/// <summary><see cref="DateTime"/> as ISO 8601.</summary>
internal readonly struct DateTimePeer : IFrameworkText<DateTime>
{
    public static bool TryFormat(DateTime value, Span<byte> destination, out int written) => Utf8Formatter.TryFormat(value, destination, out written, 'O');

    public static bool TryParse(ReadOnlySpan<byte> text, out DateTime value) => Utf8Parser.TryParse(text, out value, out _, 'O');
}
