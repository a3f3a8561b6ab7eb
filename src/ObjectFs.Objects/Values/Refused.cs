using System.Buffers;
using System.Globalization;
using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>The refusals of a parser, each a sentence that follows the member's name.</summary>
internal static class Refused
{
    /// <summary>How many characters of what was written a sentence repeats.</summary>
    public const int EchoedCharacters = 64;

    /// <summary>EINVAL: <c>'abc' is not true or false</c>; the text is not of the form described.</summary>
    public static Failure Malformed(ReadOnlySpan<byte> text, string expected) => new(Errno.EINVAL, $"{Quote(text)} is not {expected}");

    /// <summary>EINVAL, with the reason in words that follow the text: <c>'5' has no unit</c>.</summary>
    public static Failure Because(ReadOnlySpan<byte> text, string reason) => new(Errno.EINVAL, $"{Quote(text)} {reason}");

    /// <summary>ERANGE, with the reason in words that follow the text: <c>'300' is above 255</c>.</summary>
    public static Failure OutOfRange(ReadOnlySpan<byte> text, string reason) => new(Errno.ERANGE, $"{Quote(text)} {reason}");

    /// <summary>The refusal of what could not be read: the number and the words depend on why.</summary>
    public static Failure Unread(Reading reading, ReadOnlySpan<byte> text, string expected) => reading switch
    {
        Reading.OutOfRange => OutOfRange(text, $"names no {expected} that exists or can be held"),
        Reading.TooFine => Because(text, "is finer than 100 nanoseconds"),
        _ => Malformed(text, expected),
    };

    /// <summary>EFBIG: more text than any value of the type needs.</summary>
    public static Failure TooLong(ReadOnlySpan<byte> text, int limit) =>
        new(Errno.EFBIG, string.Create(CultureInfo.InvariantCulture, $"{Quote(text)} is {text.Length} bytes long; at most {limit} are read"));

    /// <summary>EILSEQ: the text is not UTF-8.</summary>
    public static Failure NotUtf8(ReadOnlySpan<byte> text) => new(Errno.EILSEQ, $"{Quote(text)} is not UTF-8 text");

    /// <summary>What was written, fit for one line of a terminal: in quotes, at most <see cref="EchoedCharacters"/> characters of it, control
    /// characters and
    /// broken bytes escaped. Nothing at all is <c>an empty text</c>.</summary>
    public static string Quote(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return "an empty text";

        var quoted = new StringBuilder("'");
        for (var count = 0; !text.IsEmpty; count++)
        {
            if (count == EchoedCharacters)
            {
                quoted.Append('…');
                break;
            }

            if (Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done)
                Append(quoted, rune);
            else
                Append(quoted, text[..length]);
            text = text[length..];
        }

        return quoted.Append('\'').ToString();
    }

    private static void Append(StringBuilder quoted, ReadOnlySpan<byte> broken)
    {
        foreach (var octet in broken)
            quoted.Append(CultureInfo.InvariantCulture, $"\\x{octet:x2}");
    }

    private static void Append(StringBuilder quoted, Rune rune)
    {
        if (rune.Value == '\n')
            quoted.Append("\\n");
        else if (rune.Value == '\r')
            quoted.Append("\\r");
        else if (rune.Value == '\t')
            quoted.Append("\\t");
        else if (IsUnprintable(rune))
            quoted.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
        else
            quoted.Append(rune.ToString());
    }

    // Format characters include those that turn the direction of the line around.
    private static bool IsUnprintable(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
