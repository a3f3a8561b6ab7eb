using System.Globalization;
using System.Text;

namespace ObjectFs.Cli.Output;

/// <summary>Text from elsewhere, made fit for a terminal: what would move its cursor, change its colours or turn its text around is shown as an escape.</summary>
internal static class Printable
{
    /// <summary>The text on one line.</summary>
    public static string Line(string text)
    {
        if (!NeedsEscape(text))
            return text;

        var line = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHarmless(rune))
                line.Append(rune.ToString());
            else
                line.Append(Escape(rune));
        }

        return line.ToString();
    }

    /// <summary>A name for this stream: escaped on a terminal, else as it is, so that a script gets what it can ask for.</summary>
    public static string Name(string name, Terminal terminal) => terminal.IsTerminal ? Line(name) : name;

    private static bool NeedsEscape(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsHarmless(rune))
                return true;
        }

        return false;
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);

    private static string Escape(Rune rune) => rune.Value switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\e' => "\\e",
        < 0x80 => string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}"),
    };
}
