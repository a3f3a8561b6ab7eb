using ObjectFs.NineP;
using ObjectFs.Tree;

namespace ObjectFs.Tests.Listening;

/// <summary>TCP, which anybody reaches: only where somebody said so.</summary>
public sealed class TcpTests
{
    [Fact]
    public async Task Without_proof_of_who_it_is_nobody_is_let_in()
    {
        Assert.Equal(Errno.EACCES, await Listening.RefusalAsync(NinePAddress.Tcp("127.0.0.1", 0)));
    }

    [Fact]
    public async Task Where_it_is_allowed_anybody_is_and_the_port_is_told()
    {
        await using var server = await Listening.StartAsync(NinePAddress.Tcp("127.0.0.1", 0), new() { AllowAnonymous = true });
        Assert.NotEqual(0, server.Address!.Port);
        Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(server.Address));
    }

    [Fact]
    public async Task A_port_in_use_is_refused()
    {
        await using var first = await Listening.StartAsync(NinePAddress.Tcp("127.0.0.1", 0), new() { AllowAnonymous = true });
        Assert.Equal(Errno.EADDRINUSE, await Listening.RefusalAsync(first.Address!, new() { AllowAnonymous = true }));
    }

    [Fact]
    public async Task An_address_of_another_machine_is_refused()
    {
        Assert.Equal(Errno.EADDRNOTAVAIL, await Listening.RefusalAsync(NinePAddress.Tcp("192.0.2.1", 0), new() { AllowAnonymous = true }));
    }

    [Fact]
    public async Task Who_comes_when_all_places_are_taken_is_sent_away_and_the_others_go_on()
    {
        await using var server = await Listening.StartAsync(NinePAddress.Tcp("127.0.0.1", 0), new() { AllowAnonymous = true, MaxConnections = 2 });
        await using var first = await Greeting.ConnectAsync(server.Address!);
        await using var second = await Greeting.ConnectAsync(server.Address!);
        Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(first));
        Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(second));
        await using (var third = await Greeting.ConnectAsync(server.Address!))
            Assert.Equal(0, await ReadToEndAsync(third));
        Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(first));
    }

    [Fact]
    public async Task Who_says_nothing_is_sent_away()
    {
        await using var server = await Listening.StartAsync(
            NinePAddress.Tcp("127.0.0.1", 0), new() { AllowAnonymous = true, HandshakeTimeout = TimeSpan.FromMilliseconds(100) });
        await using var silent = await Greeting.ConnectAsync(server.Address!);
        Assert.Equal(0, await ReadToEndAsync(silent));
    }

    // a reset is as good an end as any
    private static async Task<int> ReadToEndAsync(Stream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
