namespace ObjectFs.NineP.Tests.Server;

public sealed class OptionsTests
{
    public static TheoryData<NinePServerOptions> Absurd =>
    [
        new NinePServerOptions { MaxMessageSize = 0 },
        new NinePServerOptions { MaxMessageSize = int.MaxValue },
        new NinePServerOptions { MaxConnections = 0 },
        new NinePServerOptions { MaxHandshakes = -1 },
        new NinePServerOptions { MaxFids = 0 },
        new NinePServerOptions { MaxOpenFids = 0 },
        new NinePServerOptions { MaxRequests = -1 },
        new NinePServerOptions { MaxQueuedBytes = 0 },
        new NinePServerOptions { HandshakeTimeout = TimeSpan.Zero },
    ];

    [Theory]
    [MemberData(nameof(Absurd))]
    public async Task A_limit_that_would_let_nothing_through_is_refused(NinePServerOptions options)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => NinePServer.StartAsync(Rig.Tree(), options, null, TestContext.Current.CancellationToken));
    }
}
