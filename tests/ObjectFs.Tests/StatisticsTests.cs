using System.Globalization;
using System.Text;
using ObjectFs.NineP;
using ObjectFs.Tree;

namespace ObjectFs.Tests;

/// <summary>What gateways count and say is in the tree that they serve.</summary>
public sealed class StatisticsTests
{
    [Fact]
    public async Task A_server_shows_what_it_counts_as_long_as_it_runs()
    {
        var registry = new ObjectRegistry();
        var options = new ObjectFsOptions { Registry = registry, Protocols = ObjectFsProtocols.NineP, Address = NinePAddress.Tcp("127.0.0.1", 0), NineP = new() { AllowAnonymous = true } };
        await using (var server = await ObjectFsServer.StartAsync(options, TestContext.Current.CancellationToken))
        {
            await using var client = await NinePClient.ConnectAsync(server.Address!, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal($"{server.Address}\n", await ReadAsync(client, ".objectfs/stats/9p/Address"));
            for (var i = 0; i < 20; i++)
                await ReadAsync(client, ".objectfs/pid");
            Assert.InRange(await NumberAsync(client, "Operations"), 60, 100_000);
            Assert.InRange(await NumberAsync(client, "BytesRead"), 20, 100_000);
            Assert.InRange(await NumberAsync(client, "LatencyMedian"), 0.001, await NumberAsync(client, "LatencyLongest"));
            Assert.Contains("Information ObjectFs.NineP: Listening at", await ReadAsync(client, ".objectfs/log"), StringComparison.Ordinal);
        }

        await using var another = await ObjectFsServer.StartAsync(options, TestContext.Current.CancellationToken);
        await using var later = await NinePClient.ConnectAsync(another.Address!, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True((await later.Root.WalkAsync(".objectfs/stats/9p", TestContext.Current.CancellationToken)).Succeeded);
        Assert.Equal(Errno.ENOENT, (await later.Root.WalkAsync(".objectfs/stats/9p~2", TestContext.Current.CancellationToken)).Errno);
    }

    private static async Task<double> NumberAsync(NinePClient client, string member) =>
        double.Parse(await ReadAsync(client, $".objectfs/stats/9p/{member}"), CultureInfo.InvariantCulture);

    private static async Task<string> ReadAsync(NinePClient client, string path)
    {
        await using var file = (await client.Root.WalkAsync(path, TestContext.Current.CancellationToken)).Value;
        Assert.True((await file.OpenAsync(OpenFlags.Read, TestContext.Current.CancellationToken)).Succeeded);
        var buffer = new byte[65536];
        return Encoding.UTF8.GetString(buffer, 0, (await file.ReadAsync(0, buffer, TestContext.Current.CancellationToken)).Value);
    }
}
