using System.Globalization;

namespace ObjectFs.NineP.Peers;

/// <summary>The clients that come with diod, which speak 9P2000.L.</summary>
public sealed class DiodTests : IAsyncLifetime
{
    private Served _served = null!;

    public async ValueTask InitializeAsync() => _served = await Served.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    [Theory]
    [InlineData(NinePTransport.Tcp)]
    [InlineData(NinePTransport.Unix)]
    public async Task Diodcat_prints_values(NinePTransport transport)
    {
        var outcome = await RunAsync("diodcat", transport, "Motor/left/Speed", "Motor/left/Limits/High", "Many/4321/Value");
        Assert.Equal(new Outcome(0, "1500\n90.5\n4321\n", ""), outcome);
    }

    [Theory]
    [InlineData(NinePTransport.Tcp)]
    [InlineData(NinePTransport.Unix)]
    public async Task Diodcat_says_what_is_not_there(NinePTransport transport)
    {
        var outcome = await RunAsync("diodcat", transport, "Absent");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("No such file or directory", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NinePTransport.Tcp)]
    [InlineData(NinePTransport.Unix)]
    public async Task Diodls_lists_ten_thousand_names_each_once(NinePTransport transport)
    {
        var outcome = await RunAsync("diodls", transport, "Many");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(
            Enumerable.Range(0, Tree.Cells).Select(static cell => cell.ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal),
            outcome.Lines.Where(static name => name[0] != '.').Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(NinePTransport.Tcp)]
    [InlineData(NinePTransport.Unix)]
    public async Task Diodls_shows_modes(NinePTransport transport)
    {
        var outcome = await RunAsync("diodls", transport, "-l", "Motor/left");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains(outcome.Lines, static line => line.StartsWith("-rw-r--r--", StringComparison.Ordinal) && line.EndsWith(" Speed", StringComparison.Ordinal));
        Assert.Contains(outcome.Lines, static line => line.StartsWith("drwxr-xr-x", StringComparison.Ordinal) && line.EndsWith(" Limits", StringComparison.Ordinal));
    }

    private Task<Outcome> RunAsync(string program, NinePTransport transport, params string[] arguments)
    {
        var server = transport == NinePTransport.Unix ? _served.Socket : string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_served.Port}");
        return Programs.RunAsync(Programs.Need(program, "diod"), ["-s", server, "-a", "/", .. arguments], TestContext.Current.CancellationToken);
    }
}
