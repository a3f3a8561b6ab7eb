using System.Buffers.Text;

namespace ObjectFs.Benchmarks.Values;

/// <summary><see cref="TimeSpan"/> in the constant form.</summary>
internal readonly struct TimeSpanPeer : IFrameworkText<TimeSpan>
{
    public static bool TryFormat(TimeSpan value, Span<byte> destination, out int written) => Utf8Formatter.TryFormat(value, destination, out written, 'c');

    public static bool TryParse(ReadOnlySpan<byte> text, out TimeSpan value) => Utf8Parser.TryParse(text, out value, out _, 'c');
}
