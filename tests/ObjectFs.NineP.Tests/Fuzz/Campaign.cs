using System.Diagnostics;
using System.Globalization;

namespace ObjectFs.NineP.Tests.Fuzz;

/// <summary>
/// Tries inputs for a while, each from a seed of its own. A failure names its seed; <c>OBJECTFS_FUZZ_SEED</c> repeats it, <c>OBJECTFS_FUZZ_SECONDS</c> tries for longer.
/// </summary>
internal static class Campaign
{
    private const double Seconds = 3;
    private const long MaxGrowth = 64 << 20;
    private const int BetweenPings = 20;

    public static async Task RunAsync(FuzzTree tree, Func<Rig, Random, Task> attempt)
    {
        await using var rig = await Rig.StartAsync(tree.Root, new() { MaxRequests = 64, MaxFids = 256, MaxQueuedBytes = 1 << 20, HandshakeTimeout = TimeSpan.FromSeconds(5) });
        var witness = await rig.ConnectAsync(NinePDialect.Linux);
        List<Exception> unobserved = [];
        EventHandler<UnobservedTaskExceptionEventArgs> observe = (_, escaped) =>
        {
            lock (unobserved)
                unobserved.Add(escaped.Exception);
        };
        TaskScheduler.UnobservedTaskException += observe;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var repeated = Environment.GetEnvironmentVariable("OBJECTFS_FUZZ_SEED") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : (int?)null;
        var limit = TimeSpan.FromSeconds(double.Parse(Environment.GetEnvironmentVariable("OBJECTFS_FUZZ_SECONDS") ?? $"{Seconds}", CultureInfo.InvariantCulture));
        var seed = repeated ?? Environment.TickCount;
        var clock = Stopwatch.StartNew();
        var attempts = 0;
        try
        {
            do
            {
                await attempt(rig, new Random(seed));
                if (++attempts % BetweenPings == 0)
                    await witness.PingAsync();
                seed += repeated is null ? 1 : 0;
            }
            while (clock.Elapsed < limit);
            await witness.PingAsync();
            await tree.SettleAsync(rig);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.Empty(unobserved);
            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MaxGrowth);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Failed after {attempts} attempts, in or before the one of OBJECTFS_FUZZ_SEED={seed}", exception);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= observe;
        }

        TestContext.Current.SendDiagnosticMessage($"{attempts} attempts up to seed {seed}");
    }
}
