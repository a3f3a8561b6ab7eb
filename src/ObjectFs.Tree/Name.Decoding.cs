using System.Buffers;
using System.Text;

namespace ObjectFs.Tree;

/// <content>Back to text.</content>
public static partial class Name
{
    private static string DecodeOther(string name)
    {
        var text = new StringBuilder(name.Length);
        var octets = ArrayPool<byte>.Shared.Rent(name.Length / 3 + 1);
        for (var at = 0; at < name.Length;)
        {
            var count = 0;
            while (TryReadEscape(name.AsSpan(at), out var octet))
            {
                octets[count++] = octet;
                at += 3;
            }

            AppendDecoded(text, octets.AsSpan(0, count), name.AsSpan(at - 3 * count, 3 * count));
            if (at < name.Length)
                text.Append(name[at++]);
        }

        ArrayPool<byte>.Shared.Return(octets);
        return text.ToString();
    }

    private static bool TryReadEscape(ReadOnlySpan<char> name, out byte octet)
    {
        octet = 0;
        if (name is not ['%', var high, var low, ..] || !char.IsAsciiHexDigit(high) || !char.IsAsciiHexDigit(low))
            return false;
        octet = (byte)(Digit(high) << 4 | Digit(low));
        return true;
    }

    private static int Digit(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    // What is no character stays as it was written.
    private static void AppendDecoded(StringBuilder text, ReadOnlySpan<byte> octets, ReadOnlySpan<char> written)
    {
        while (!octets.IsEmpty)
        {
            var length = 1;
            if (Rune.DecodeFromUtf8(octets, out var rune, out var read) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
                length = read;
            }
            else if (octets is [0xED, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..])
            {
                text.Append((char)(0xD000 | (octets[1] & 0x3F) << 6 | octets[2] & 0x3F));
                length = 3;
            }
            else
            {
                text.Append(written[..3]);
            }

            octets = octets[length..];
            written = written[(3 * length)..];
        }
    }
}
