using System.Buffers.Text;

namespace ObjectFs.Benchmarks.Values;

/// <summary><see cref="bool"/> in lower case.</summary>
internal readonly struct BooleanPeer : IFrameworkText<bool>
{
    public static bool TryFormat(bool value, Span<byte> destination, out int written) => Utf8Formatter.TryFormat(value, destination, out written, 'l');

    public static bool TryParse(ReadOnlySpan<byte> text, out bool value) => Utf8Parser.TryParse(text, out value, out _, 'l');
}
