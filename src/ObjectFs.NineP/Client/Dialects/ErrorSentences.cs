using System.Collections.Frozen;
using System.Text;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <summary>
/// Refusals as they come over the wire: in 9P2000 sentences alone, which Plan 9's servers and Linux (net/9p/error.c) word each in their own way.
/// </summary>
internal static partial class ErrorSentences
{
    private const int MaxSentence = 512;

    private static readonly FrozenDictionary<string, Errno> Numbers = Words().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>.L: a number and nothing else.</summary>
    public static Failure FromNumber(uint number) =>
        Known(number) is { } errno ? new(errno, null) : new(Errno.EIO, $"The server refused with the number {number}, which nobody knows.");

    /// <summary>.u, and 9P2000, which has no number.</summary>
    public static Failure From(ReadOnlySpan<byte> sentence, uint number)
    {
        var text = Clean(sentence);
        var errno = Known(number) ?? NumberOf(text) ?? Errno.EIO;
        return new(errno, text.Length == 0 ? null : text);
    }

    /// <summary>The number that a sentence stands for, or null.</summary>
    public static Errno? NumberOf(string sentence)
    {
        if (Numbers.TryGetValue(sentence, out var exact))
            return exact;

        // "EINVAL: sentence", "Invalid argument: sentence"; and the other way round "walk: file does not exist"
        for (var colon = sentence.IndexOf(": ", StringComparison.Ordinal); colon >= 0; colon = sentence.IndexOf(": ", colon + 1, StringComparison.Ordinal))
        {
            if (Numbers.TryGetValue(sentence[..colon], out var before))
                return before;
            if (Numbers.TryGetValue(sentence[(colon + 2)..], out var after))
                return after;
        }

        // "'/srv/x' file does not exist"
        return sentence is ['\'', ..] && sentence.LastIndexOf("' ", StringComparison.Ordinal) is > 0 and var quote
            && Numbers.TryGetValue(sentence[(quote + 2)..], out var quoted)
            ? quoted
            : null;
    }

    private static Errno? Known(uint number) => number is > 0 and < 4096 && Enum.IsDefined((Errno)number) ? (Errno)number : null;

    private static string Clean(ReadOnlySpan<byte> sentence)
    {
        var text = Encoding.UTF8.GetString(sentence[..Math.Min(sentence.Length, MaxSentence)]);
        // what a stranger wrote ends up on terminals and in logs
        return text.Any(char.IsControl) ? string.Concat(text.Select(static c => char.IsControl(c) ? ' ' : c)) : text;
    }

    private static Dictionary<string, Errno> Words()
    {
        Dictionary<string, Errno> words = new(StringComparer.OrdinalIgnoreCase);
        foreach (var errno in Enum.GetValues<Errno>())
        {
            if (errno == Errno.None)
                continue;
            words[errno.ToString()] = errno;
            words[ErrorTexts.Of(errno)] = errno;
        }

        foreach (var (sentence, errno) in Sentences)
            words[sentence] = errno;
        return words;
    }
}
