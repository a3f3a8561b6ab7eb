using System.Globalization;

namespace ObjectFs.NineP.Peers.Plan9;

/// <summary>Clients in the manner of Plan 9, which speak 9P2000: a strict one of ours in another language, and plan9port's where it is installed.</summary>
public sealed class Plan9Tests : IAsyncLifetime
{
    private Served _served = null!;

    public async ValueTask InitializeAsync() => _served = await Served.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    [Theory]
    [InlineData(NinePTransport.Tcp)]
    [InlineData(NinePTransport.Unix)]
    public async Task A_strict_client_reads_and_writes_values(NinePTransport transport)
    {
        Assert.Equal(new Outcome(0, "1500\n", ""), await NineAsync(transport, "read", "Motor/left/Speed"));
        Assert.Equal(new Outcome(0, "", ""), await NineAsync(transport, "write", "Motor/left/Speed", "42"));
        Assert.Equal(42, _served.Tree.Left.Speed);
    }

    [Fact]
    public async Task A_strict_client_hears_a_sentence_with_the_reason()
    {
        var outcome = await NineAsync(NinePTransport.Unix, "write", "Motor/left/Speed", "abc");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("abc", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1500, _served.Tree.Left.Speed);
    }

    [Theory]
    [InlineData("read", "Motor/left/Absent")]
    [InlineData("read", "Absent")]
    [InlineData("create", "Motor/new")]
    public async Task A_strict_client_is_refused_by_the_rules(string command, string path) =>
        Assert.Equal(1, (await NineAsync(NinePTransport.Tcp, command, path)).ExitCode);

    [Fact]
    public async Task A_strict_client_lists_ten_thousand_names_each_once()
    {
        var outcome = await NineAsync(NinePTransport.Tcp, "ls", "Many");
        Assert.Equal("", outcome.Error);
        Assert.Equal(
            Enumerable.Range(0, Tree.Cells).Select(static cell => string.Create(CultureInfo.InvariantCulture, $"{cell}/")).Order(StringComparer.Ordinal),
            outcome.Lines.Where(static name => name[0] != '.').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_strict_client_finds_the_object_itself_where_a_reference_is()
    {
        Assert.Contains("Twin/", (await NineAsync(NinePTransport.Tcp, "ls", "Motor/left")).Lines);
        Assert.Equal(new Outcome(0, "hello\n", ""), await NineAsync(NinePTransport.Tcp, "read", "Motor/left/Twin/Label"));
    }

    [Fact]
    public async Task A_strict_client_agrees_with_what_stat_says()
    {
        Assert.Equal(new Outcome(0, "Speed 644 0x0 0 0\n", ""), await NineAsync(NinePTransport.Tcp, "stat", "Motor/left/Speed"));
        Assert.StartsWith("/ 20000000555 0x80", (await NineAsync(NinePTransport.Tcp, "stat", "/")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NinePTransport.Tcp)]
    [InlineData(NinePTransport.Unix)]
    public async Task Plan9port_lists_and_reads(NinePTransport transport)
    {
        var nine = Programs.Need("9p", "plan9port");
        var cancellationToken = TestContext.Current.CancellationToken;
        var listing = await Programs.RunAsync(nine, ["-a", Address(transport), "ls", "Motor/left"], cancellationToken);
        Assert.Contains("Speed", listing.Lines);
        Assert.Equal("1500\n", (await Programs.RunAsync(nine, ["-a", Address(transport), "read", "Motor/left/Speed"], cancellationToken)).Output);
    }

    private Task<Outcome> NineAsync(NinePTransport transport, params string[] arguments) => Programs.RunAsync(
        Programs.Need("python3", "python3"),
        [Path.Combine(AppContext.BaseDirectory, "Plan9", "nine.py"), Address(transport), .. arguments],
        TestContext.Current.CancellationToken);

    private string Address(NinePTransport transport) =>
        transport == NinePTransport.Unix ? $"unix!{_served.Socket}" : string.Create(CultureInfo.InvariantCulture, $"tcp!127.0.0.1!{_served.Port}");
}
