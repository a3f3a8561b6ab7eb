using ObjectFs.Conformance.Clients;
using ObjectFs.Fuse;

namespace ObjectFs.Conformance;

/// <summary>The gateways that every case runs against, each started once. A new gateway is a line in <see cref="All"/>.</summary>
public sealed class Gateways : IDisposable
{
    private static readonly Dictionary<string, Lazy<Client>> All = new()
    {
        ["tree"] = new(static () => new TreeClient(ObjectRegistry.Default.Root)),
        ["fuse"] = new(Mount),
    };

    public static IEnumerable<string> Names => All.Keys;

    /// <summary>A client of the gateway; skips the test, loudly, where the gateway cannot be had here.</summary>
    public static Client Open(string gateway)
    {
        try
        {
            return All[gateway].Value;
        }
        catch (FuseMountException exception)
        {
            Assert.Skip($"{gateway}: {exception.Message}");
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var client in All.Values)
        {
            if (client.IsValueCreated)
                client.Value.Dispose();
        }
    }

    private static MountClient Mount()
    {
        var at = Path.Combine(Path.GetTempPath(), $"objectfs-conformance-{Environment.ProcessId}");
        var server = ObjectFsServer.StartAsync(new ObjectFsOptions { MountPoint = at }).GetAwaiter().GetResult();
        return new MountClient(server.MountPoint!, () => server.DisposeAsync().AsTask().GetAwaiter().GetResult());
    }
}
