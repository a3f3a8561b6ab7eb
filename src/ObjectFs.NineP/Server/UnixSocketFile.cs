using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>The file of a Unix socket: never with more rights than it is to have, replaced where a program that ended left it behind, removed at the end unless it is another's by then.</summary>
internal sealed class UnixSocketFile
{
    private readonly string _path;
    private readonly FileIdentity? _identity;

    private UnixSocketFile(string path, FileIdentity? identity)
    {
        _path = path;
        _identity = identity;
    }

    /// <summary>Listens.</summary>
    /// <exception cref="NinePException">It cannot.</exception>
    public static (Socket Socket, UnixSocketFile File) Listen(string path, UnixFileMode mode, ILogger logger)
    {
        Socket? socket = null;
        try
        {
            socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

            // bind(2) gives the file the mode of the socket, less what the umask takes away
            if (!OperatingSystem.IsWindows())
            {
                using SafeFileHandle handle = new(socket.Handle, ownsHandle: false);
                File.SetUnixFileMode(handle, mode);
            }

            // one that is bound and does not listen yet looks as if it was left behind
            using var alone = DirectoryLock.Of(path);
            Bind(socket, path, logger);
            if (OperatingSystem.IsLinux() && !Libc.TrySetMode(path, mode))
                Log.ModeNotSet(logger, path, mode);
            socket.Listen();
            SocketReach.Check(path, mode, logger);
            return (socket, new UnixSocketFile(path, OperatingSystem.IsLinux() ? Libc.IdentityOf(path) : null));
        }
        catch (SocketException exception)
        {
            socket?.Dispose();
            throw Explain(path, exception);
        }
        catch (NinePException)
        {
            socket?.Dispose();
            throw;
        }
    }

    /// <summary>Removes it. While the socket is there: then nothing else can have its identity.</summary>
    public void Remove()
    {
        try
        {
            using var alone = DirectoryLock.Of(_path);
            if (!OperatingSystem.IsLinux() || Libc.IdentityOf(_path) == _identity)
                File.Delete(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // a file without a listener is recognised at the next start
        }
    }

    private static void Bind(Socket socket, string path, ILogger logger)
    {
        try
        {
            socket.Bind(new BoundEndPoint(path));
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            ThrowUnlessStale(path);
            try
            {
                File.Delete(path);
            }
            catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
            {
                throw new NinePException(Errno.EACCES, $"{path} was left behind by a program of another user, and cannot be replaced.", "Remove it, or give another path.", denied);
            }

            Log.ReplacedStale(logger, path);
            socket.Bind(new BoundEndPoint(path));
        }
    }

    /// <summary>A socket on which nobody listens refuses at once.</summary>
    private static void ThrowUnlessStale(string path)
    {
        using Socket probe = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused && IsSocket(path))
        {
            return;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new NinePException(Errno.EACCES, $"{path} is the socket of another user.", "Give another path.", exception);
        }
        catch (SocketException exception)
        {
            throw new NinePException(Errno.EEXIST, $"{path} is there, and is not a socket.", "Give another path.", exception);
        }

        throw new NinePException(Errno.EADDRINUSE, $"Another program listens at {path}.", "Give another path, or end that program.");
    }

    // connecting to any other file is refused, too
    private static bool IsSocket(string path) => OperatingSystem.IsWindows() || Libc.IsSocket(path);

    private static NinePException Explain(string path, SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.AddressFamilyNotSupported => new(Errno.EAFNOSUPPORT, $"{path} cannot be listened at: this system has no Unix sockets.", "Give tcp:// or tls://, or no address at all.", exception),
        SocketError.AccessDenied => new(Errno.EACCES, $"{path} cannot be made: permission denied.", "Give a path in a directory of yours.", exception),
        SocketError.AddressNotAvailable or SocketError.SocketError => new(Errno.ENOENT, $"{path} cannot be made: there is no directory {Path.GetDirectoryName(path)}.", "Make that first, or give another path.", exception),
        _ => new(Errno.EIO, $"{path} cannot be listened at: {exception.Message}.", "Give another path.", exception),
    };
}
