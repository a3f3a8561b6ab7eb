namespace ObjectFs.Objects.Methods.Arguments;

/// <summary>Splits a text into words as a shell does: blanks between them, <c>'…'</c> as it is, <c>"…"</c> with backslashes before quotes and backslashes, a backslash before anything else.</summary>
internal static class Words
{
    public static bool TrySplit(ReadOnlyMemory<byte> text, List<Word>? words) => TrySplit(text.Span, words);

    /// <summary>Splits.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="words">Where they go, or null.</param>
    /// <returns>False where a quote is open or a backslash is the last.</returns>
    public static bool TrySplit(ReadOnlySpan<byte> text, List<Word>? words)
    {
        var word = new List<byte>();
        for (var at = 0; at < text.Length;)
        {
            if (IsBlank(text[at]))
            {
                at++;
                continue;
            }

            word.Clear();
            var isQuoted = text[at] is (byte)'\'' or (byte)'"' or (byte)'\\';
            while (at < text.Length && !IsBlank(text[at]))
            {
                if (!TryTake(text, ref at, word))
                    return false;
            }

            words?.Add(new(word.ToArray(), isQuoted));
        }

        return true;
    }

    private static bool TryTake(ReadOnlySpan<byte> text, ref int at, List<byte> word)
    {
        var quote = text[at++];
        switch (quote)
        {
            case (byte)'\\':
                if (at == text.Length)
                    return false;
                word.Add(text[at++]);
                return true;
            case (byte)'\'' or (byte)'"':
                while (at < text.Length)
                {
                    var next = text[at++];
                    if (next == quote)
                        return true;
                    if (next == '\\' && quote == '"' && at < text.Length && text[at] is (byte)'"' or (byte)'\\')
                        next = text[at++];
                    word.Add(next);
                }

                return false;
            default:
                word.Add(quote);
                return true;
        }
    }

    private static bool IsBlank(byte character) => character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
