using System.Buffers;
using System.Globalization;
using System.Text;

namespace ObjectFs.Tree;

/// <content>What is percent-encoded.</content>
public static partial class Name
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/<>:\"\\|?*%");

    // A byte order mark the wrong way round: the framework normalizes no text that has one.
    private const char NoCharacter = '\ufffe';

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    // Stops where nothing more could fit: whatever else the text holds is told by its hash.
    private static string EncodeOther(string text)
    {
        var name = new StringBuilder(Math.Min(text.Length, MaxBytes) + 16);
        var tail = EscapedTail(text);
        var ordinal = OrdinalMark(text);
        var cut = default(Cut);
        var bytes = 0;
        var escaped = IsDevice(text);
        for (var at = 0; at < text.Length;)
        {
            var element = at + StringInfo.GetNextTextElementLength(text.AsSpan(at));
            while (at < element)
            {
                var valid = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) == OperationStatus.Done;
                var first = at == 0;

                // A mark would merge with the last digit of an escape in front of it.
                escaped = !valid || MustEscape(rune) || first && (escaped || rune.Value == '.') || at >= tail || at == ordinal
                    || !first && escaped && IsMark(rune);
                bytes += escaped ? 3 * EncodedLength(valid, rune) : rune.Utf8SequenceLength;
                if (bytes > MaxBytes)
                    return WithHash(name.ToString(0, cut.Length), Hash(text));
                if (escaped)
                    AppendEscaped(name, valid ? rune.Value : text[at]);
                else
                    name.Append(text, at, length);
                at += length;
                cut.AfterCharacter(name.Length, bytes);
            }

            cut.AfterElement(name.Length, bytes);
        }

        return name.ToString();
    }

    private static bool MustEscape(Rune rune) =>
        Rune.IsControl(rune) || rune.Value == NoCharacter || rune.IsAscii && Forbidden.Contains((char)rune.Value);

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // Where the dots and blanks at the end begin.
    private static int EscapedTail(string text) => text.AsSpan().LastIndexOfAnyExcept('.', ' ') + 1;

    // The ~ in front of digits at the end, or -1.
    private static int OrdinalMark(string text)
    {
        var mark = text.AsSpan().LastIndexOfAnyExcept(Digits);
        return mark >= 0 && mark < text.Length - 1 && text[mark] == '~' ? mark : -1;
    }

    // Surrogates are three bytes, as the replacement character is that stands for them.
    private static int EncodedLength(bool valid, Rune rune) => valid ? rune.Utf8SequenceLength : 3;

    private static void AppendEscaped(StringBuilder name, int value)
    {
        if (value < 0x80)
            AppendEscape(name, value);
        else if (value < 0x800)
            AppendEscape(name, 0xC0 | value >> 6);
        else if (value < 0x10000)
            AppendEscape(name, 0xE0 | value >> 12);
        else
            AppendEscape(name, 0xF0 | value >> 18);

        for (var shift = value < 0x80 ? 0 : value < 0x800 ? 6 : value < 0x10000 ? 12 : 18; shift > 0; shift -= 6)
            AppendEscape(name, 0x80 | value >> (shift - 6) & 0x3F);
    }

    private static void AppendEscape(StringBuilder name, int octet) => name.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));

    // NFC piece by piece: the framework refuses text with surrogates that stand alone, or with what is no character.
    private static string Normalize(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var broken = Unnormalizable(text);
        if (broken < 0)
            return text.Normalize(NormalizationForm.FormC);

        var normal = new StringBuilder(text.Length);
        var start = 0;
        for (; broken >= 0; broken = Unnormalizable(text.AsSpan(start)) is var next and >= 0 ? start + next : -1)
        {
            normal.Append(text[start..broken].Normalize(NormalizationForm.FormC)).Append(text[broken]);
            start = broken + 1;
        }

        return normal.Append(text[start..].Normalize(NormalizationForm.FormC)).ToString();
    }

    private static int Unnormalizable(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text[at..], out var rune, out var length) != OperationStatus.Done || rune.Value == NoCharacter)
                return at;
            at += length;
        }

        return -1;
    }
}
