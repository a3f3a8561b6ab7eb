using ObjectFs.NineP;
using ObjectFs.Tree;

namespace ObjectFs.Tests.Listening;

/// <summary>Servers of a registry of their own over 9P, with one lamp in it at <c>lamp</c>.</summary>
internal static class Listening
{
    private static readonly System.Collections.Concurrent.ConcurrentBag<object> Kept = [];

    public static Task<ObjectFsServer> StartAsync(NinePAddress? at, NinePServerOptions? options = null)
    {
        var registry = new ObjectRegistry();
        var lamp = new Lamp();
        registry.Export(lamp, "lamp");
        Kept.Add(lamp);
        return ObjectFsServer.StartAsync(
            new ObjectFsOptions { Registry = registry, Protocols = ObjectFsProtocols.NineP, Address = at, NineP = options ?? new() },
            TestContext.Current.CancellationToken);
    }

    public static async Task<Errno> RefusalAsync(NinePAddress at, NinePServerOptions? options = null)
    {
        var exception = await Assert.ThrowsAsync<NinePException>(async () =>
        {
            await using var server = await StartAsync(at, options);
        });
        Assert.False(string.IsNullOrWhiteSpace(exception.Sentence));
        Assert.False(string.IsNullOrWhiteSpace(exception.Remedy));
        return exception.Errno;
    }

    public static NinePAddress NewSocket() => NinePAddress.Unix(Server.NewPlace() + ".9p");
}
