using System.Net.Sockets;
using System.Runtime.InteropServices;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>Who is at the other end of a Unix socket, as the kernel knows it (SO_PEERCRED, unix(7)).</summary>
internal static class PeerCredentials
{
    private const int SocketLevel = 1;
    private const int PeerCredential = 17;

    public static Caller Of(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
            return new Caller(Caller.Unknown, Caller.Unknown, 0);
        Span<uint> credentials = stackalloc uint[3];
        socket.GetRawSocketOption(SocketLevel, PeerCredential, MemoryMarshal.AsBytes(credentials));
        return new Caller(credentials[1], credentials[2], (int)credentials[0]);
    }
}
