using System.Net;
using System.Net.Sockets;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>A TCP socket that listens.</summary>
internal static class TcpSocket
{
    /// <summary>Listens.</summary>
    /// <returns>The socket, and the address with the port that it has.</returns>
    /// <exception cref="NinePException">It cannot.</exception>
    public static (Socket Socket, NinePAddress Address) Listen(NinePAddress address)
    {
        IPAddress host;
        try
        {
            host = IPAddress.TryParse(address.Host, out var numeric) ? numeric : Dns.GetHostAddresses(address.Host!)[0];
        }
        catch (SocketException exception)
        {
            throw new NinePException(Errno.EADDRNOTAVAIL, $"Nothing is known of the host of {address}.", "Give a numeric address, such as 127.0.0.1.", exception);
        }

        Socket socket = new(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // else another user's program could listen at the same port, and get some of those who come
            if (OperatingSystem.IsWindows())
                socket.ExclusiveAddressUse = true;
            socket.Bind(new IPEndPoint(host, address.Port));
            socket.Listen();
            var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
            return (socket, address.Transport == NinePTransport.Tls ? NinePAddress.Tls(address.Host!, port) : NinePAddress.Tcp(address.Host!, port));
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => new NinePException(Errno.EADDRINUSE, $"{address} is in use.", "Give another port, or 0 for any that is free.", exception),
                SocketError.AccessDenied => new NinePException(Errno.EACCES, $"Port {address.Port} is not for ordinary users.", "Give one from 1024 on.", exception),
                SocketError.AddressNotAvailable => new NinePException(Errno.EADDRNOTAVAIL, $"{address.Host} is not an address of this machine.", "Give one that is, such as 127.0.0.1.", exception),
                _ => new NinePException(Errno.EIO, $"{address} cannot be listened at: {exception.Message}.", "Give another address.", exception),
            };
        }
    }
}
