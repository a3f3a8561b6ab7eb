using System.Buffers;
using System.Text;
using ObjectFs.Objects.Nodes.Collections;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>The name of a directory in <c>.by</c>: a value's text, encoded. Tells which texts have it.</summary>
internal sealed class ValueName
{
    // the longest names that no name may be on some systems (COM1)
    private const int LongestDevice = 4;

    private static readonly SearchValues<byte> Plain = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz-"u8);

    private readonly string _name;

    // the one ASCII text that has the name, where there is one
    private readonly byte[]? _text;

    public ValueName(ReadOnlySpan<byte> name)
    {
        _name = Encoding.UTF8.GetString(name);
        var text = Name.Decode(_name);
        if (Ascii.IsValid(text) && PartName.Of(text) == _name)
            _text = Encoding.ASCII.GetBytes(text);
    }

    /// <summary>Whether a text is sure to be its own name.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= Name.MaxBytes && (text.Length > LongestDevice || char.IsAsciiDigit((char)text[0])) && !text.ContainsAnyExcept(Plain);

    /// <summary>The name of a text; null where it is none.</summary>
    public static string? Of(ReadOnlySpan<byte> text) => Utf8Text.Parse(text).TryGet(out var decoded) ? PartName.Of(decoded) : null;

    /// <summary>Whether a text has this name.</summary>
    public bool Matches(ReadOnlySpan<byte> text)
    {
        if (_text is not null && text.SequenceEqual(_text))
            return true;

        // only texts in other forms of one another (NFC), and long ones, share a name
        return !(_text is not null && Ascii.IsValid(text)) && Of(text) == _name;
    }
}
