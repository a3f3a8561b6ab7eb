using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ObjectFs.Tree;

/// <content>Names that would be too long.</content>
public static partial class Name
{
    private const string CutMark = "%-";
    private const int HashDigits = 16;
    private const int MarkLength = 2 + HashDigits;

    private const int EscapeLength = 3;

    // What a cut name keeps of its text, in bytes.
    private const int KeptBytes = MaxBytes - MarkLength;

    /// <summary>The name of the second, third … thing of one name: <c>alice~2</c>. The name is cut where there is no room left, and stays
    /// unique.</summary>
    /// <param name="name">What <see cref="Encode"/> gave.</param>
    /// <param name="ordinal">2 or more.</param>
    public static string WithOrdinal(string name, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(ordinal, 2);
        var suffix = string.Create(CultureInfo.InvariantCulture, $"~{ordinal}");
        if (Encoding.UTF8.GetByteCount(name) + suffix.Length <= MaxBytes)
            return name + suffix;

        var (kept, hash) = IsCut(name) ? (name[..^MarkLength], name[^HashDigits..]) : (name, Hash(name));
        return WithHash(kept[..CutLength(kept, KeptBytes - suffix.Length)], hash) + suffix;
    }

    private static bool IsCut(string name) =>
        name.Length >= MarkLength && name.AsSpan(name.Length - MarkLength).StartsWith(CutMark, StringComparison.Ordinal);

    private static string WithHash(string kept, string hash) => kept + CutMark + hash;

    // Names come from data: whoever chooses them must not be able to choose two of one hash.
    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())).AsSpan(0, HashDigits / 2));

    // The longest beginning of an encoded name within so many bytes that ends with a whole character or escape.
    private static int CutLength(string name, int limit)
    {
        var kept = 0;
        var bytes = 0;
        while (kept < name.Length)
        {
            var length = name[kept] == '%' ? Math.Min(EscapeLength, name.Length - kept) : StringInfo.GetNextTextElementLength(name.AsSpan(kept));
            bytes += Encoding.UTF8.GetByteCount(name.AsSpan(kept, length));
            if (bytes > limit)
                break;
            kept += length;
        }

        return kept;
    }

    /// <summary>Where to cut: after the last whole character as a person sees it, unless that is far off, then after the last code point.</summary>
    private struct Cut
    {
        private const int LargestElement = 64;

        private int _elementBytes;

        /// <summary>The UTF-16 units kept.</summary>
        public int Length { get; set; }

        /// <summary>Notes the end of a code point.</summary>
        public void AfterCharacter(int length, int bytes)
        {
            if (bytes <= KeptBytes && bytes - _elementBytes > LargestElement)
                Length = length;
        }

        /// <summary>Notes the end of a grapheme cluster.</summary>
        public void AfterElement(int length, int bytes)
        {
            if (bytes > KeptBytes)
                return;
            Length = length;
            _elementBytes = bytes;
        }
    }
}
