using ObjectFs.Fuse;
using ObjectFs.Tests.Shared;
using ObjectFs.Tree;

namespace ObjectFs.Tests;

/// <summary>Servers of a registry of their own, with one lamp in it at <c>lamp</c>.</summary>
internal static class Server
{
    private static int _places;

    public static string NewPlace() => Path.Combine(Path.GetTempPath(), $"objectfs-front-{Environment.ProcessId}-{Interlocked.Increment(ref _places)}");

    /// <summary>Starts; skips the test, loudly, where nothing can be mounted at all.</summary>
    public static async Task<ObjectFsServer> StartAsync(string? at, FuseMountOptions? fuse = null)
    {
        FuseDevice.Need();
        var registry = new ObjectRegistry();
        var lamp = new Lamp();
        registry.Export(lamp, "lamp");
        Kept.Add(lamp);
        return await ObjectFsServer.StartAsync(new ObjectFsOptions { Registry = registry, MountPoint = at, Fuse = fuse ?? new() }, TestContext.Current.CancellationToken);
    }

    public static async Task<Errno> RefusalAsync(string? at, FuseMountOptions? fuse = null)
    {
        var exception = await Assert.ThrowsAsync<FuseMountException>(async () =>
        {
            await using var server = await StartAsync(at, fuse);
        });
        Assert.False(string.IsNullOrWhiteSpace(exception.Sentence));
        Assert.False(string.IsNullOrWhiteSpace(exception.Remedy));
        return exception.Errno;
    }

    public static bool IsMounted(string path) => File.ReadLines("/proc/self/mounts").Any(line => line.Split(' ')[1] == path);

    private static System.Collections.Concurrent.ConcurrentBag<object> Kept { get; } = [];
}
