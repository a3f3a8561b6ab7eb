using System.Buffers;
using System.Net;
using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>IP addresses: four decimal numbers, <c>192.0.2.1</c> (no shorter forms, no leading zeros, which elsewhere mean octal), or IPv6,
/// <c>2001:db8::1</c>,
/// without brackets, with a scope such as <c>%3</c> or <c>%eth0</c> where it has one.</summary>
internal sealed class IPAddressText : ScalarText<IPAddress>
{
    private const int LongestRead = 128;

    private static readonly SearchValues<byte> AddressBytes = SearchValues.Create("0123456789abcdefABCDEF:."u8);
    private static readonly SearchValues<byte> ScopeBytes =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-"u8);

    /// <inheritdoc/>
    public override int? MaxLength => 65;

    /// <inheritdoc/>
    public override string Describe() => "an IP address such as 192.0.2.1 or 2001:db8::1";

    /// <inheritdoc/>
    public override bool TryFormat(IPAddress value, Span<byte> destination, out int written)
    {
        written = 0;
        return value is null || value.TryFormat(destination, out written);
    }

    /// <inheritdoc/>
    public override Result<IPAddress> Parse(ReadOnlySpan<byte> text, in IPAddress current)
    {
        text = Blanks.Trim(text);
        var reading = Read(text, out var value);
        return reading == Reading.Done ? value! : Refused.Unread(reading, text, reading == Reading.Malformed ? Describe() : "IP address");
    }

    /// <summary>Reads an address and nothing else.</summary>
    public static Reading Read(ReadOnlySpan<byte> text, out IPAddress? value)
    {
        value = null;
        return text.Contains((byte)':') ? ReadVersion6(text, out value) : ReadVersion4(text, out value);
    }

    private static Reading ReadVersion4(ReadOnlySpan<byte> text, out IPAddress? value)
    {
        value = null;
        Span<byte> parts = stackalloc byte[4];
        var cursor = new TextCursor(text);
        var inRange = true;
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0 && !cursor.TryTake('.'))
                return Reading.Malformed;
            var digits = cursor.TakeDigits();
            if (digits.IsEmpty || digits.Length > 1 && digits[0] == '0' || !WholeNumber.TryRead(digits, out var number))
                return Reading.Malformed;
            inRange &= !number.Overflows && number.Magnitude <= byte.MaxValue;
            parts[i] = (byte)number.Magnitude;
        }

        if (!cursor.IsAtEnd)
            return Reading.Malformed;
        if (!inRange)
            return Reading.OutOfRange;
        value = new IPAddress(parts);
        return Reading.Done;
    }

    // The framework's own parser, once brackets, ports, prefixes and short dotted quads are out of its sight.
    private static Reading ReadVersion6(ReadOnlySpan<byte> text, out IPAddress? value)
    {
        value = null;
        var percent = text.IndexOf((byte)'%');
        var address = percent < 0 ? text : text[..percent];
        if (text.Length > LongestRead || address.ContainsAnyExcept(AddressBytes)
            || percent >= 0 && (percent == text.Length - 1 || text[(percent + 1)..].ContainsAnyExcept(ScopeBytes)))
        {
            return Reading.Malformed;
        }

        if (address.Contains((byte)'.') && ReadVersion4(address[(address.LastIndexOf((byte)':') + 1)..], out _) is var quad and not Reading.Done)
            return quad;

        Span<char> chars = stackalloc char[LongestRead];
        Ascii.ToUtf16(text, chars, out var length);
        return IPAddress.TryParse(chars[..length], out value) ? Reading.Done : Reading.Malformed;
    }
}
