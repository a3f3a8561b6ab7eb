using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ObjectFs.NineP.Tests;

/// <summary>A path that fills sun_path to its last byte, without a NUL: Linux takes it (unix(7)), and names it with one byte more.</summary>
internal sealed class LongestPath : EndPoint
{
    private const int FamilyBytes = 2;
    private const int PathBytes = 108;

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"objectfs-{Guid.NewGuid():N}").PadRight(PathBytes, 'x');

    public override AddressFamily AddressFamily => AddressFamily.Unix;

    public override SocketAddress Serialize()
    {
        SocketAddress address = new(AddressFamily.Unix, FamilyBytes + PathBytes);
        var path = Encoding.UTF8.GetBytes(Path);
        for (var i = 0; i < PathBytes; i++)
            address[FamilyBytes + i] = path[i];
        return address;
    }
}
