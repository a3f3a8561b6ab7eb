using System.Globalization;
using System.Text;

namespace ObjectFs.NineP.Server;

/// <summary>Text that a client may have made up, on one line: nothing in it ends the line, moves the cursor or turns the writing round.</summary>
internal static class OneLine
{
    /// <summary>The text, with a blank for what cannot be shown.</summary>
    public static string Of(string text)
    {
        StringBuilder shown = new(text.Length);
        foreach (var rune in text.EnumerateRunes())
            shown.Append(Of(rune));
        return shown.ToString();
    }

    /// <summary>The character, or a blank where it cannot be shown.</summary>
    public static Rune Of(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        ? new Rune(' ')
        : rune;
}
