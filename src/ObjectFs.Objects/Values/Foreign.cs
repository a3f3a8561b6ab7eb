using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>Text that somebody else's parser reads.</summary>
internal static class Foreign
{
    /// <summary>The longest text that is handed to somebody else's parser, in bytes.</summary>
    public const int LongestRead = 64 * 1024;

    /// <summary>Reads the text as it stands and, if it is refused so, without the blanks around it.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="expected">The expected form.</param>
    /// <param name="read">The parser. What it throws for bad input becomes a refusal; anything else is the caller's.</param>
    public static Result<T> Read<T>(ReadOnlySpan<byte> text, string expected, Func<string, Result<T>> read)
    {
        if (text.Length > LongestRead)
            return Refused.TooLong(text, LongestRead);
        var decoded = Utf8Text.Parse(text);
        if (!decoded.TryGet(out var written))
            return decoded.Failure;

        var result = Attempt(written, read);
        var trimmed = Blanks.Trim(text);
        if (!result.Succeeded && trimmed.Length < text.Length && Utf8Text.Parse(trimmed).TryGet(out written))
            result = Attempt(written, read);
        return result.Succeeded ? result
            : result.Errno == Errno.ERANGE ? Refused.OutOfRange(text, $"is out of range for {expected}")
            : Refused.Malformed(text, expected);
    }

    private static Result<T> Attempt<T>(string text, Func<string, Result<T>> read)
    {
        try
        {
            return read(text);
        }
        catch (OverflowException)
        {
            return Errno.ERANGE;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException or InvalidCastException)
        {
            return exception.InnerException is OverflowException ? Errno.ERANGE : Errno.EINVAL;
        }
    }
}
