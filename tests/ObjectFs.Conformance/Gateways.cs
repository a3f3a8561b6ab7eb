using ObjectFs.Conformance.Clients;
using ObjectFs.Fuse;
using ObjectFs.NineP;
using ObjectFs.Tree;
using ObjectFs.WinFsp;
using ObjectFs.WinFsp.Fake;

namespace ObjectFs.Conformance;

/// <summary>The gateways that every case runs against, each started once. A new gateway is a line in <see cref="All"/>.</summary>
public sealed class Gateways : IDisposable
{
    private const Feature Plan9 = Feature.Cancels | Feature.Staging | Feature.BareListings;
    private const Feature Unix = Plan9 | Feature.Symlinks | Feature.Linking;
    private const Feature Linux = Unix | Feature.Xattrs | Feature.Times | Feature.Replacing | Feature.NonBlocking;
    private const Feature Windows = Feature.Symlinks | Feature.Times | Feature.Sizes | Feature.Replacing;

    private static readonly NinePAddress AnyPort = NinePAddress.Tcp("127.0.0.1", 0);

    private static readonly Dictionary<string, (Feature Features, Lazy<Client> Client)> All = new()
    {
        ["tree"] = (Feature.All, new(static () => new TreeClient(ObjectRegistry.Default.Root))),
        ["fuse"] = (Feature.All & ~Feature.Cancels, new(Mount)),
        ["winfsp"] = (Windows, new(MountDrive)),
        ["9P2000.L, memory"] = (Linux | Feature.Sizes, new(static () => NinePClients.InMemory(NinePDialect.Linux, tellsSizes: true))),
        ["9P2000.L, Unix socket"] = (Linux, new(static () => NinePClients.At(NewSocket(), NinePDialect.Linux))),
        ["9P2000.L, TCP"] = (Linux, new(static () => NinePClients.At(AnyPort, NinePDialect.Linux))),
        ["9P2000.u, memory"] = (Unix, new(static () => NinePClients.InMemory(NinePDialect.Unix))),
        ["9P2000.u, Unix socket"] = (Unix, new(static () => NinePClients.At(NewSocket(), NinePDialect.Unix))),
        ["9P2000.u, TCP"] = (Unix, new(static () => NinePClients.At(AnyPort, NinePDialect.Unix))),
        ["9P2000, memory"] = (Plan9, new(static () => NinePClients.InMemory(NinePDialect.Plan9))),
        ["9P2000, Unix socket"] = (Plan9, new(static () => NinePClients.At(NewSocket(), NinePDialect.Plan9))),
        ["9P2000, TCP"] = (Plan9, new(static () => NinePClients.At(AnyPort, NinePDialect.Plan9))),
    };

    public static IEnumerable<string> With(Feature needs) => All.Keys.Where(gateway => Has(gateway, needs));

    public static bool Has(string gateway, Feature features) => (All[gateway].Features & features) == features;

    /// <summary>A client of the gateway; skips the test, loudly, where the gateway cannot be had here.</summary>
    public static Client Open(string gateway)
    {
        try
        {
            return All[gateway].Client.Value;
        }
        catch (FuseMountException exception)
        {
            Assert.Skip($"{gateway}: {exception.Message}");
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var (_, client) in All.Values)
        {
            if (client.IsValueCreated)
                client.Value.Dispose();
        }
    }

    private static NinePAddress NewSocket() => NinePAddress.Unix(Path.Combine(Path.GetTempPath(), $"objectfs-conformance-{Guid.NewGuid():N}.9p"));

    private static DriveClient MountDrive()
    {
        const string At = "X:";
        byte[] user = [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0];
        var mount = WinFspMount.Start(ObjectRegistry.Default.Root, new WinFspMountOptions { MountPoint = At }, new WinFspLibrary(StandIn.Export), user, null);
        return new DriveClient(Drive.At(At), mount.Unmount);
    }

    private static MountClient Mount()
    {
        var at = Path.Combine(Path.GetTempPath(), $"objectfs-conformance-{Environment.ProcessId}");
        var server = ObjectFsServer.StartAsync(new ObjectFsOptions { MountPoint = at }).GetAwaiter().GetResult();
        return new MountClient(server.MountPoint!, () => server.DisposeAsync().AsTask().GetAwaiter().GetResult());
    }
}
