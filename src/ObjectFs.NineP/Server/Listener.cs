using System.Net.Security;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>A socket that listens, and what is asked of those who come.</summary>
internal sealed class Listener : IDisposable
{
    private readonly Socket _socket;
    private readonly NinePServerOptions _options;
    private readonly UnixSocketFile? _file;
    private readonly WrittenAddress? _written;
    private readonly ILogger _logger;
    private readonly Handshakes<Socket> _handshakes;
    private readonly TaskCompletionSource _ended = new();
    private bool _isDisposed;

    private Listener(Socket socket, NinePAddress address, NinePServerOptions options, UnixSocketFile? file, WrittenAddress? written, ILogger logger)
    {
        _socket = socket;
        Address = address;
        _options = options;
        _file = file;
        _written = written;
        _logger = logger;
        _handshakes = new(options.MaxHandshakes, static socket => socket.Dispose());
    }

    /// <summary>With the port that the system chose.</summary>
    public NinePAddress Address { get; }

    /// <summary>Listens.</summary>
    /// <exception cref="NinePException">It cannot, or must not.</exception>
    public static Listener Start(NinePServerOptions options, ILogger logger)
    {
        var address = options.Address!;
        Listener listener;
        if (address.Transport == NinePTransport.Unix)
        {
            var (socket, file) = UnixSocketFile.Listen(address.Path!, options.SocketMode, logger);
            listener = new(socket, address, options, file, null, logger);
        }
        else
        {
            CheckRights(address, options);
            var (socket, bound) = TcpSocket.Listen(address);
            listener = new(socket, bound, options, null, Write(options, socket, bound), logger);
            if (options.AllowAnonymous && options.Secret.IsEmpty)
                Log.Anonymous(logger, bound);
        }

        Log.Listening(logger, listener.Address);
        return listener;
    }

    /// <summary>The next who comes; null at the end. Keeps the thread that calls it: the system's own way to wait for one on no thread ends on the thread pool, which a program may be starving.</summary>
    public Socket? Accept()
    {
        while (true)
        {
            try
            {
                return _socket.Accept();
            }
            catch (ObjectDisposedException)
            {
                return null;
            }
            catch (ArgumentException)
            {
                // .NET has no room for the name of a client whose own path fills sun_path to the last byte, which Linux counts with a NUL more; it drops the socket, and the collector closes it
                GC.Collect(0);
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.OperationAborted or SocketError.Interrupted or SocketError.NotSocket or SocketError.InvalidArgument)
            {
                return null;
            }
            catch (SocketException exception)
            {
                // out of descriptors, most likely: they come back
                Log.NotAccepted(_logger, exception.Message);
                _ended.Task.Wait(100);
            }
        }
    }

    /// <summary>Finds out who it is.</summary>
    /// <exception cref="IOException">It has gone, or has been sent away.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">It must not come in.</exception>
    public async Task<(Transport Transport, string Peer, Caller Caller)> WelcomeAsync(Socket socket)
    {
        if (Address.Transport == NinePTransport.Unix)
        {
            var caller = PeerCredentials.Of(socket);
            return (new SocketTransport(socket), $"process {caller.ProcessId} of user {caller.UserId}", caller);
        }

        socket.NoDelay = true;
        var peer = socket.RemoteEndPoint?.ToString() ?? "somebody";
        Caller unknown = new(Caller.Unknown, Caller.Unknown, 0);
        if (Address.Transport == NinePTransport.Tcp)
            return (new SocketTransport(socket), peer, unknown);

        SslStream stream = new(new NetworkStream(socket, ownsSocket: true));
        using CancellationTokenSource patience = new(_options.HandshakeTimeout);
        var stranger = _handshakes.Begin(socket);
        try
        {
            await stream.AuthenticateAsServerAsync(_options.Tls!, patience.Token).OffPool();
        }
        catch
        {
            // whatever it was, the stream goes with it
            await stream.DisposeAsync().OffPool();
            if (!_handshakes.End(stranger))
                throw new IOException($"{peer} was still proving who it is when {_options.MaxHandshakes} others had come to do so");
            throw;
        }

        _handshakes.End(stranger);

        return (new StreamTransport(stream), $"{peer} ({stream.RemoteCertificate?.Subject ?? "no certificate"})", unknown);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        _file?.Remove();
        _written?.Dispose();
        _socket.Dispose();
        _ended.TrySetResult();
    }

    private static WrittenAddress? Write(NinePServerOptions options, Socket socket, NinePAddress address)
    {
        try
        {
            return options.AddressFile is { } path ? WrittenAddress.Write(path, new NinePAddressFile(address, options.Secret)) : null;
        }
        catch (NinePException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static void CheckRights(NinePAddress address, NinePServerOptions options)
    {
        var mayListen = options.AllowAnonymous || !options.Secret.IsEmpty;
        if (address.Transport == NinePTransport.Tcp && !mayListen)
        {
            throw new NinePException(
                Errno.EACCES,
                $"Anybody who reaches {address} could do what this program can.",
                "Listen at a Unix socket, use tls:// with client certificates, set Secret or AddressFile, or allow it with AllowAnonymous.");
        }

        if (address.Transport != NinePTransport.Tls)
            return;
        if (options.Tls is null)
            throw new NinePException(Errno.EINVAL, $"{address} needs a certificate.", "Set Tls.");
        if (!options.Tls.ClientCertificateRequired && !mayListen)
        {
            throw new NinePException(
                Errno.EACCES,
                $"Anybody who reaches {address} could do what this program can.",
                "Set Tls.ClientCertificateRequired, and check the certificates, set Secret, or allow it with AllowAnonymous.");
        }
    }
}
