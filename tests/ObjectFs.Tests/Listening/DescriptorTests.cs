using System.Net.Sockets;
using ObjectFs.NineP;
using ObjectFs.Tree;

namespace ObjectFs.Tests.Listening;

/// <summary>A connection that somebody else has made, and of which the program has the descriptor alone.</summary>
public sealed class DescriptorTests
{
    [Fact]
    public async Task An_inherited_descriptor_is_served_as_a_stream()
    {
        var token = TestContext.Current.CancellationToken;
        using Socket listening = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listening.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        listening.Listen();
        using Socket near = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await near.ConnectAsync(listening.LocalEndPoint!, token);
        using var accepted = await listening.AcceptAsync(token);

        // the number is all that is left of the other end, as after exec(3)
        var descriptor = (int)accepted.SafeHandle.DangerousGetHandle();
        await using var server = await NinePServer.StartAsync(MemoryDirectory.CreateRoot(), new(), null, token);
        NetworkStream far = new(new Socket(new SafeSocketHandle(descriptor, ownsHandle: false)), ownsSocket: true);
        var serving = server.ServeAsync(far, Caller.Self, token);
        await using (NetworkStream stream = new(near, ownsSocket: true))
            Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(stream));
        await serving.WaitAsync(TimeSpan.FromSeconds(20), token);
    }
}
