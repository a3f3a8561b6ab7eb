using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using ObjectFs.NineP;

namespace ObjectFs.Tests.Listening;

/// <summary>The first exchange of a session, byte by byte: whoever answers it serves 9P.</summary>
internal static class Greeting
{
    /// <summary>Asks for 9P2000.L.</summary>
    /// <returns>What the server speaks; null where it hung up.</returns>
    public static async Task<string?> ExchangeAsync(Stream stream)
    {
        var token = TestContext.Current.CancellationToken;
        byte[] request = [0x15, 0, 0, 0, 100, 0xff, 0xff, 0, 0x20, 0, 0, 8, 0, .. "9P2000.L"u8];
        await stream.WriteAsync(request, token);
        var answer = new byte[request.Length];
        if (await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, token) < answer.Length)
            return null;
        Assert.Equal(101, answer[4]);
        return Encoding.UTF8.GetString(answer.AsSpan(13, BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(11))));
    }

    public static async Task<NetworkStream> ConnectAsync(NinePAddress address)
    {
        var socket = address.Transport == NinePTransport.Unix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (address.Transport == NinePTransport.Unix)
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.Path!), TestContext.Current.CancellationToken);
        else
            await socket.ConnectAsync(address.Host!, address.Port, TestContext.Current.CancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public static async Task<string?> ExchangeAsync(NinePAddress address)
    {
        await using var stream = await ConnectAsync(address);
        return await ExchangeAsync(stream);
    }
}
