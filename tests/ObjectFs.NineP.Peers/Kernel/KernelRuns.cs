using System.Collections.Concurrent;

[assembly: AssemblyFixture(typeof(ObjectFs.NineP.Peers.Kernel.KernelRuns))]

namespace ObjectFs.NineP.Peers.Kernel;

/// <summary>The boots that the tests look at, each made when the first asks for it.</summary>
public sealed class KernelRuns
{
    private readonly ConcurrentDictionary<KernelMount, Lazy<Task<KernelRun>>> _runs = [];

    /// <summary>Each dialect with small, common and large messages, asking the server each time; and with the kernel's cache.</summary>
    public static TheoryData<KernelMount> Mounts => [.. Live, .. Cached];

    /// <summary>Those that ask the server each time that somebody reads.</summary>
    public static TheoryData<KernelMount> LiveMounts => [.. Live];

    private static KernelMount[] Live =>
    [
        new("9p2000.L", 8192, "none"),
        new("9p2000.L", 65536, "none"),
        new("9p2000.L", 1048576, "none"),
        new("9p2000.u", 8192, "none"),
        new("9p2000.u", 65536, "none"),
        new("9p2000.u", 131096, "none"),
        new("9p2000", 8192, "none"),
        new("9p2000", 65536, "none"),
        new("9p2000", 131096, "none"),
        new("9p2000.L", 131096, "mmap"),
    ];

    private static KernelMount[] Cached =>
    [
        new("9p2000.L", 65536, "loose"),
        new("9p2000.u", 131096, "loose"),
        new("9p2000", 8192, "loose"),
    ];

    internal async Task<KernelRun> OfAsync(KernelMount mount) =>
        await _runs.GetOrAdd(mount, static mount => new(() => KernelRun.OfAsync(mount, TestContext.Current.CancellationToken))).Value;
}
