using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ObjectFs.NineP;

/// <summary>Where a server listens, or a client connects. Immutable.</summary>
public sealed record NinePAddress
{
    // sun_path without the NUL at its end
    private const int MaxPath = 107;

    private NinePAddress(NinePTransport transport, string? path, string? host, int port)
    {
        Transport = transport;
        Path = path;
        Host = host;
        Port = port;
    }

    /// <summary>What carries the bytes.</summary>
    public NinePTransport Transport { get; }

    /// <summary>The socket of a <see cref="NinePTransport.Unix"/> address, else null.</summary>
    public string? Path { get; }

    /// <summary>A name or a numeric address; null for a Unix socket.</summary>
    public string? Host { get; }

    /// <summary>From 0, which lets the system choose one to listen at, to 65535.</summary>
    public int Port { get; }

    /// <summary>A Unix socket.</summary>
    /// <exception cref="ArgumentException">The path is longer than a socket's may be.</exception>
    public static NinePAddress Unix(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return IsTooLong(path) ? throw new ArgumentException(TooLong(path), nameof(path)) : new(NinePTransport.Unix, path, null, 0);
    }

    /// <summary>TCP, as it is.</summary>
    public static NinePAddress Tcp(string host, int port) => Network(NinePTransport.Tcp, host, port);

    /// <summary>TCP under TLS.</summary>
    public static NinePAddress Tls(string host, int port) => Network(NinePTransport.Tls, host, port);

    /// <summary>Reads <c>/path</c>, <c>unix:/path</c>, <c>tcp://host:port</c>, <c>tls://host:port</c>, or as Plan 9 writes them <c>unix!/path</c> and <c>tcp!host!port</c>.</summary>
    /// <exception cref="FormatException">It is none of these; the message says what is wrong.</exception>
    public static NinePAddress Parse(string text) => TryParse(text, out var address, out var error) ? address : throw new FormatException(error);

    /// <summary>Reads an address as <see cref="Parse"/> does.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="address">The address.</param>
    /// <param name="error">What is wrong, as a sentence.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out NinePAddress? address, [NotNullWhen(false)] out string? error)
    {
        text ??= "";
        address = null;
        error = null;
        var path = text is ['/' or '.', ..] ? text : After(text, "unix:") ?? After(text, "unix!");
        if (path is not null)
        {
            if (path.StartsWith("//", StringComparison.Ordinal))
                path = path[2..];
            if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
                error = $"'{text}' names no socket; write unix:/path/of/the/socket";
            else if (IsTooLong(path))
                error = TooLong(path);
            else
                address = Unix(path);
            return address is not null;
        }

        var isTls = text.StartsWith("tls", StringComparison.Ordinal);
        var place = After(text, "tcp://") ?? After(text, "tls://");
        if (place is null && (After(text, "tcp!") ?? After(text, "tls!")) is { } dialled)
            place = dialled.LastIndexOf('!') is >= 0 and var bang ? $"{dialled[..bang]}:{dialled[(bang + 1)..]}" : dialled;
        if (place is null)
        {
            error = $"'{text}' is not an address; it is one of /path, unix:/path, tcp://host:port and tls://host:port";
            return false;
        }

        place = place.TrimEnd('/');
        var colon = place.LastIndexOf(':');
        var host = colon < 0 ? "" : place[..colon].TrimStart('[').TrimEnd(']');
        if (host.Length == 0 || !int.TryParse(place.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > ushort.MaxValue)
        {
            error = $"'{text}' lacks a host or a port; write {(isTls ? "tls" : "tcp")}://host:port, with a port from 0 to 65535";
            return false;
        }

        address = Network(isTls ? NinePTransport.Tls : NinePTransport.Tcp, host, port);
        return true;
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        if (Transport == NinePTransport.Unix)
            return $"unix:{Path}";
        var host = Host!.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        return string.Create(CultureInfo.InvariantCulture, $"{(Transport == NinePTransport.Tls ? "tls" : "tcp")}://{host}:{Port}");
    }

    /// <summary>Whether no socket can have this path.</summary>
    internal static bool IsTooLong(string path) => Encoding.UTF8.GetByteCount(path) > MaxPath;

    /// <summary>The same as a sentence.</summary>
    internal static string TooLong(string path) => $"'{path}' is longer than the {MaxPath} bytes that a socket's path may have";

    private static NinePAddress Network(NinePTransport transport, string host, int port)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        return new(transport, null, host, port);
    }

    private static string? After(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;
}
