using System.Text;

namespace ObjectFs.Benchmarks.Values;

/// <summary>Enums, which the framework writes as UTF-16 only.</summary>
internal readonly struct EnumPeer<T> : IFrameworkText<T>
    where T : struct, Enum
{
    private const int Room = 64;

    public static bool TryFormat(T value, Span<byte> destination, out int written)
    {
        Span<char> text = stackalloc char[Room];
        written = 0;
        return Enum.TryFormat(value, text, out var length) && Encoding.UTF8.TryGetBytes(text[..length], destination, out written);
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out T value)
    {
        Span<char> utf16 = stackalloc char[Room];
        value = default;
        return Encoding.UTF8.TryGetChars(text, utf16, out var length) && Enum.TryParse(utf16[..length], ignoreCase: true, out value);
    }
}
