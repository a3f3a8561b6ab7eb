using ObjectFs.NineP;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

/// <summary>The tree as it comes back over 9P: a server, a client, and what the client makes of it as a tree.</summary>
internal static class NinePClients
{
    /// <summary>Both ends of a connection in this process's memory.</summary>
    public static Client InMemory(NinePDialect dialect, bool tellsSizes = false) => Connect(null, dialect, tellsSizes);

    public static Client At(NinePAddress address, NinePDialect dialect) => Connect(address, dialect, tellsSizes: false);

    private static TreeClient Connect(NinePAddress? address, NinePDialect dialect, bool tellsSizes) => Task.Run(async () =>
    {
        var server = await NinePServer.StartAsync(ObjectRegistry.Default.Root, new NinePServerOptions { Address = address, AllowAnonymous = true, TellsSizes = tellsSizes }, null, CancellationToken.None);
        NinePClientOptions options = new() { Dialect = dialect };
        NinePClient client;
        if (address is null)
        {
            var (near, far) = DuplexStream.CreatePair();
            _ = server.ServeAsync(far, Caller.Self, CancellationToken.None);
            client = await NinePClient.ConnectAsync(near, options);
        }
        else
        {
            client = await NinePClient.ConnectAsync(server.Address!, options);
        }

        Assert.Equal(dialect, client.Dialect);
        return new TreeClient(client.Tree, tellsNumbers: dialect != NinePDialect.Plan9, () => Task.Run(async () =>
        {
            await client.DisposeAsync();
            await server.DisposeAsync();
        }).GetAwaiter().GetResult());
    }).GetAwaiter().GetResult();
}
