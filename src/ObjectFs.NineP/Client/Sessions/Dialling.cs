using System.ComponentModel;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <summary>From an address to a stream.</summary>
internal static class Dialling
{
    /// <summary>Connects, and under TLS agrees on who is who.</summary>
    public static async Task<Stream> ConnectAsync(NinePAddress address, NinePClientOptions options, CancellationToken cancellationToken)
    {
        var stream = new NetworkStream(await DialAsync(address, cancellationToken).ConfigureAwait(false), ownsSocket: true);
        return address.Transport == NinePTransport.Tls ? await SecureAsync(stream, address, options, cancellationToken).ConfigureAwait(false) : stream;
    }

    private static async Task<Socket> DialAsync(NinePAddress address, CancellationToken cancellationToken)
    {
        var isUnix = address.Transport == NinePTransport.Unix;
        Socket? socket = null;
        try
        {
            // there are systems without Unix sockets
            socket = isUnix
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            if (isUnix)
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.Path!), cancellationToken).ConfigureAwait(false);
            else
                await socket.ConnectAsync(address.Host!, address.Port, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch (SocketException failure)
        {
            socket?.Dispose();
            throw Unreachable(address, failure);
        }
        catch (OperationCanceledException)
        {
            socket?.Dispose();
            throw;
        }
    }

    private static async Task<Stream> SecureAsync(Stream stream, NinePAddress address, NinePClientOptions options, CancellationToken cancellationToken)
    {
        SslStream secure = new(stream);
        try
        {
            var chosen = options.Tls ?? new SslClientAuthenticationOptions();
            chosen.TargetHost ??= address.Host;
            await secure.AuthenticateAsClientAsync(chosen, cancellationToken).ConfigureAwait(false);
            return secure;
        }
        catch (AuthenticationException failure)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw new NinePException(Errno.EACCES, $"{address} is not trusted: {failure.Message}", "Trust its certificate, or ask for the name that it has.", failure);
        }
        catch (Exception failure) when (failure is IOException or Win32Exception)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw new NinePException(Errno.EPROTO, $"{address} does not speak TLS, or not with us: {failure.Message}", "See whether it wants a client's certificate, or is to be reached by tcp://.", failure);
        }
    }

    private static NinePException Unreachable(NinePAddress address, SocketException failure)
    {
        // an absent file has no number of its own among those of sockets, and is called an address that cannot be assigned
        var isAbsent = failure.SocketErrorCode != SocketError.AccessDenied && address.Path is { } path && !File.Exists(path);
        var (errno, remedy) = failure.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => (Errno.ECONNREFUSED, "Start the program that is to listen there; if it ended, its socket may have been left behind."),
            SocketError.AccessDenied => (Errno.EACCES, "The socket belongs to another user; run this as that user, or have the program let others in."),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => (Errno.EHOSTUNREACH, "See whether the host's name is right."),
            SocketError.HostUnreachable => (Errno.EHOSTUNREACH, "See whether the host is up."),
            SocketError.NetworkUnreachable => (Errno.ENETUNREACH, "See whether this machine is on the network."),
            SocketError.AddressFamilyNotSupported => (Errno.EAFNOSUPPORT, "Ask for tcp:// or tls://, or for a program by its name."),
            SocketError.TimedOut => (Errno.ETIMEDOUT, "See whether the host is up, and whether a firewall is in between."),
            _ when isAbsent => (Errno.ENOENT, "See whether the program runs, and where it listens."),
            _ => (Errno.EIO, "See whether the address is right."),
        };
        return new(errno, $"{address} cannot be reached: {(isAbsent ? "There is no such socket" : failure.Message.TrimEnd('.'))}.", remedy, failure);
    }
}
