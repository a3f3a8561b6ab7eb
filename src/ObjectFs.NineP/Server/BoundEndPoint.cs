using System.Net;
using System.Net.Sockets;

namespace ObjectFs.NineP.Server;

/// <summary>A Unix socket's path, to listen at. A socket that is bound to .NET's own removes whatever is at the path when it is disposed, were it another program's socket.</summary>
internal sealed class BoundEndPoint(string path) : EndPoint
{
    private readonly UnixDomainSocketEndPoint _inner = new(path);

    public override AddressFamily AddressFamily => AddressFamily.Unix;

    public override SocketAddress Serialize() => _inner.Serialize();

    public override EndPoint Create(SocketAddress socketAddress) => _inner.Create(socketAddress);
}
