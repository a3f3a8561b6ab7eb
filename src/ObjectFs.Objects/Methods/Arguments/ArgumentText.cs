using System.Buffers.Text;
using System.Text.Json;
using ObjectFs.Objects.Access;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Methods.Arguments;

/// <summary>
/// What a caller writes, in one of three forms: words with a shell's quotes; one JSON object or array; or, so that a script can pass on any argument as it is, the number of words and
/// then the words, each ended by NUL.
/// </summary>
internal static class ArgumentText
{
    /// <summary>Bytes of one call's arguments: more are refused with EFBIG.</summary>
    public const int Limit = 4 << 20;

    private const int Page = 4096;

    /// <summary>From so many bytes on, a client may have split what was written.</summary>
    private const int Long = 16 * Page;

    private const int CountDigits = 7;

    /// <summary>Whether that is all, as far as can be told before the writer reads or closes.</summary>
    /// <param name="text">All that was written.</param>
    /// <param name="last">The bytes of the last write.</param>
    public static bool IsWhole(ReadOnlySpan<byte> text, int last)
    {
        if (TryCount(text, out var words, out var rest))
            return rest.Count((byte)0) >= words;
        return !IsUnfinished(text) && (IsJson(text) || (last % Page != 0 && last < Long));
    }

    /// <summary>Whether something must follow: a JSON text without its end, an open quote, fewer words than were announced.</summary>
    public static bool IsUnfinished(ReadOnlySpan<byte> text) =>
        TryCount(text, out var words, out var rest) ? rest.Count((byte)0) < words
        : IsJson(text) ? IsUnfinishedJson(text)
        : !Words.TrySplit(text, null);

    /// <summary>Whether it is one JSON object or array.</summary>
    public static bool IsJson(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    /// <summary>The words.</summary>
    /// <exception cref="RefusalException">EINVAL: it is none of the forms.</exception>
    public static List<Word> Read(ReadOnlyMemory<byte> text)
    {
        var words = new List<Word>();
        if (TryCount(text.Span, out var count, out var rest))
        {
            var at = text.Length - rest.Length;
            for (var i = 0; i < count; i++)
            {
                var length = text.Span[at..].IndexOf((byte)0);
                if (length < 0)
                    throw new RefusalException(Errno.EINVAL, $"{count} words were announced, but only {i} came, each to be ended by NUL");
                words.Add(new(text.Slice(at, length), false));
                at += length + 1;
            }

            return at == text.Length ? words : throw new RefusalException(Errno.EINVAL, $"{count} words were announced, but more came");
        }

        if (text.Span.Contains((byte)0))
            throw new RefusalException(Errno.EINVAL, "a NUL is no part of a word; write the number of words before them to have each ended by NUL");
        return Words.TrySplit(text, words) ? words : throw new RefusalException(Errno.EINVAL, "a quote is not closed; write a backslash before a quote that is meant as it is");
    }

    private static bool TryCount(ReadOnlySpan<byte> text, out int words, out ReadOnlySpan<byte> rest)
    {
        words = 0;
        rest = default;
        var end = text[..Math.Min(text.Length, CountDigits + 1)].IndexOf((byte)0);
        if (end < 1 || !Utf8Parser.TryParse(text[..end], out words, out var read) || read != end || words < 0)
            return false;
        rest = text[(end + 1)..];
        return true;
    }

    private static bool IsUnfinishedJson(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: false, default);
        try
        {
            return !reader.Read() || !reader.TrySkip();
        }
        catch (JsonException)
        {
            // finished, in a way: whoever reads it says what is wrong
            return false;
        }
    }
}
