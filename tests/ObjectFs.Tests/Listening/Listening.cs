using System.Diagnostics;
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

    /// <summary>What a Python script says that is run as another user.</summary>
    public static async Task<string> RunAsAsync(int user, string script, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("setpriv", [$"--reuid={user}", $"--regid={user}", "--clear-groups", "/usr/bin/python3", "-c", script, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        return (output + await error).Trim();
    }

    public static NinePAddress NewSocket() => NinePAddress.Unix(Server.NewPlace() + ".9p");
}
