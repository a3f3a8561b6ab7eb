using System.Buffers;
using System.Text;
using System.Text.Unicode;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>
/// Strings as the content of a file. Any string comes back as it was: UTF-16 that is no text (a lone surrogate) is written in three bytes as if it
/// were a character
/// (WTF-8), and read again; other bytes that are not UTF-8 are refused. Every text is ended by one newline, which is not part of it.
/// </summary>
internal static class Utf8Text
{
    /// <summary>The newline that follows a text in a file: <c>\n</c>, or <c>\r\n</c> after a carriage return, which reading would else take for half
    /// of the newline.</summary>
    public static ReadOnlySpan<byte> NewlineAfter(ReadOnlySpan<byte> text) => text is [.., (byte)'\r'] ? "\r\n"u8 : "\n"u8;

    /// <summary>Takes one newline, <c>\n</c> or <c>\r\n</c>, off the end.</summary>
    public static ReadOnlySpan<byte> TakeNewline(ReadOnlySpan<byte> text) =>
        text is [.., (byte)'\r', (byte)'\n'] ? text[..^2] : text is [.., (byte)'\n'] ? text[..^1] : text;

    /// <summary>The length of the text of a string in bytes, without a newline. Allocates nothing.</summary>
    public static int GetLength(ReadOnlySpan<char> value) =>
        // The replacement character that Encoding counts for a lone surrogate is three bytes long as well.
        Encoding.UTF8.GetByteCount(value);

    /// <summary>Writes a string without a newline. Allocates nothing.</summary>
    /// <returns>False, with nothing written, where it does not fit.</returns>
    public static bool TryFormat(ReadOnlySpan<char> value, Span<byte> destination, out int written)
    {
        written = 0;
        while (true)
        {
            var status = Utf8.FromUtf16(value, destination[written..], out var read, out var count, replaceInvalidSequences: false);
            written += count;
            if (status == OperationStatus.Done)
                return true;
            if (status == OperationStatus.DestinationTooSmall || destination.Length - written < 3)
                break;
            WriteSurrogate(value[read], destination[written..]);
            written += 3;
            value = value[(read + 1)..];
        }

        written = 0;
        return false;
    }

    /// <summary>Reads a string. Takes no newline off: <see cref="TakeNewline"/> does.</summary>
    /// <returns>EILSEQ where it is not what <see cref="TryFormat"/> writes.</returns>
    public static Result<string> Parse(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
            return Encoding.UTF8.GetString(text);

        // No sequence gives more UTF-16 units than it has bytes.
        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            return TryRead(text, rented, out var length) ? new string(rented, 0, length) : Refused.NotUtf8(text);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>Reads into a buffer.</summary>
    /// <param name="text">UTF-8, with lone surrogates.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="length">The UTF-16 units read.</param>
    /// <returns>False where it is not what <see cref="TryFormat"/> writes, or does not fit.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, Span<char> destination, out int length)
    {
        length = 0;
        while (true)
        {
            var status = Utf8.ToUtf16(text, destination[length..], out var read, out var count, replaceInvalidSequences: false);
            length += count;
            if (status == OperationStatus.Done)
                return true;
            text = text[read..];
            if (status == OperationStatus.DestinationTooSmall || length == destination.Length || !TryReadSurrogate(text, out var surrogate))
                return false;

            // Two halves of a pair are one character, of four bytes: six of them would be a second spelling.
            if (char.IsLowSurrogate(surrogate) && read == 0 && length > 0 && char.IsHighSurrogate(destination[length - 1]))
                return false;
            destination[length++] = surrogate;
            text = text[3..];
        }
    }

    /// <summary>Writes a text that is UTF-8 already.</summary>
    /// <returns>False, with nothing written, where it does not fit.</returns>
    public static bool TryCopy(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        var fits = text.TryCopyTo(destination);
        written = fits ? text.Length : 0;
        return fits;
    }

    private static void WriteSurrogate(char surrogate, Span<byte> destination)
    {
        destination[0] = (byte)(0xE0 | surrogate >> 12);
        destination[1] = (byte)(0x80 | surrogate >> 6 & 0x3F);
        destination[2] = (byte)(0x80 | surrogate & 0x3F);
    }

    private static bool TryReadSurrogate(ReadOnlySpan<byte> text, out char surrogate)
    {
        surrogate = default;
        if (text is not [0xED, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..])
            return false;
        surrogate = (char)(0xD000 | (text[1] & 0x3F) << 6 | text[2] & 0x3F);
        return true;
    }
}
