using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>An IP address and a port, <c>192.0.2.1:80</c> or <c>[2001:db8::1]:80</c>.</summary>
internal sealed class IPEndPointText : ScalarText<IPEndPoint>
{
    private static readonly IPAddressText Address = new();

    /// <inheritdoc/>
    public override int? MaxLength => Address.MaxLength + "[]:65535".Length;

    /// <inheritdoc/>
    public override string Describe() => "an IP address and a port such as 192.0.2.1:80 or [2001:db8::1]:80";

    /// <inheritdoc/>
    public override bool TryFormat(IPEndPoint value, Span<byte> destination, out int written)
    {
        written = 0;
        if (value is null)
            return true;
        Span<byte> text = stackalloc byte[MaxLength.GetValueOrDefault()];
        var length = 0;
        var isVersion6 = value.AddressFamily == AddressFamily.InterNetworkV6;
        if (isVersion6)
            text[length++] = (byte)'[';
        Address.TryFormat(value.Address, text[length..], out var part);
        length += part;
        if (isVersion6)
            text[length++] = (byte)']';
        text[length++] = (byte)':';
        value.Port.TryFormat(text[length..], out part, default, CultureInfo.InvariantCulture);
        return Utf8Text.TryCopy(text[..(length + part)], destination, out written);
    }

    /// <inheritdoc/>
    public override Result<IPEndPoint> Parse(ReadOnlySpan<byte> text, in IPEndPoint current)
    {
        text = Blanks.Trim(text);
        var colon = text.LastIndexOf((byte)':');
        if (colon <= 0)
            return Refused.Malformed(text, Describe());
        var digits = text[(colon + 1)..];
        var host = text[..colon];
        var isBracketed = host is [(byte)'[', .., (byte)']'];
        if (isBracketed)
            host = host[1..^1];
        if (isBracketed != host.Contains((byte)':') || digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || !WholeNumber.TryRead(digits, out var port))
        {
            return Refused.Malformed(text, Describe());
        }

        var reading = IPAddressText.Read(host, out var address);
        if (reading != Reading.Done)
            return Refused.Unread(reading, text, reading == Reading.Malformed ? Describe() : "IP address");
        return port.Overflows || port.Magnitude > IPEndPoint.MaxPort
            ? Refused.OutOfRange(text, "has a port above 65535")
            : new IPEndPoint(address!, (int)port.Magnitude);
    }
}
