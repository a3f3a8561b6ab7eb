using System.Globalization;

namespace ObjectFs.Benchmarks.Values;

/// <summary>Types that format and parse themselves.</summary>
internal readonly struct SpanPeer<T> : IFrameworkText<T>
    where T : IUtf8SpanFormattable, IUtf8SpanParsable<T>
{
    public static bool TryFormat(T value, Span<byte> destination, out int written) => value.TryFormat(destination, out written, default, CultureInfo.InvariantCulture);

    public static bool TryParse(ReadOnlySpan<byte> text, out T value) => T.TryParse(text, CultureInfo.InvariantCulture, out value!);
}
