using System.Buffers;
using System.Text;

namespace ObjectFs.Tree;

/// <summary>
/// Text as one component of a path, the same on every system: UTF-8, NFC, at most <see cref="MaxBytes"/> bytes, what a path cannot hold as
/// <c>%2F</c>.
/// <para>Two parts of a name are never made by encoding text, so that they cannot be mistaken for it: <c>~2</c> at the end tells things of one name
/// apart
/// (<see cref="WithOrdinal"/>; a <c>~2</c> at the end of the text becomes <c>%7E2</c>), and <c>%-</c> with sixteen hexadecimal digits stands for
/// what was cut
/// off (a <c>%</c> of the text becomes <c>%25</c>).</para>
/// <para>Thread-safe.</para>
/// </summary>
public static partial class Name
{
    /// <summary>The longest name in bytes of UTF-8 (NAME_MAX).</summary>
    public const int MaxBytes = 255;

    private static readonly SearchValues<char> Plain = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz-");

    /// <summary>The name of a text. Texts that differ in NFC get names that differ; those not cut come back from <see cref="Decode"/>.
    /// The empty text has none and stays empty: the caller falls back to something else.</summary>
    public static string Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= MaxBytes && !text.AsSpan().ContainsAnyExcept(Plain) && !IsDevice(text))
            return text;
        return EncodeOther(Normalize(text));
    }

    /// <summary>The name of a text in UTF-8.</summary>
    public static byte[] EncodeUtf8(string text) => Encoding.UTF8.GetBytes(Encode(text));

    /// <summary>The text of a name. A <c>%</c> that begins nothing stands for itself, as clients may write it; of a name that was cut, the beginning
    /// comes back with its mark.</summary>
    public static string Decode(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Contains('%', StringComparison.Ordinal) ? DecodeOther(name) : name;
    }

    /// <summary>The text of a name from a client.</summary>
    /// <param name="name">UTF-8.</param>
    /// <param name="text">The text, in NFC.</param>
    /// <returns>False where <see cref="IsValid"/> is.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> name, out string text)
    {
        text = "";
        if (!IsValid(name))
            return false;
        text = Normalize(Decode(Encoding.UTF8.GetString(name)));
        return true;
    }

    /// <summary>Whether a name from a client can be one: 1 to <see cref="MaxBytes"/> bytes of UTF-8 without <c>/</c> and NUL, neither <c>.</c> nor
    /// <c>..</c>.
    /// Scratch files have names that <see cref="Encode"/> never makes.</summary>
    public static bool IsValid(ReadOnlySpan<byte> name) =>
        name.Length is > 0 and <= MaxBytes
        && name.IndexOfAny((byte)'/', (byte)0) < 0
        && !name.SequenceEqual("."u8)
        && !name.SequenceEqual(".."u8)
        && System.Text.Unicode.Utf8.IsValid(name);
}
