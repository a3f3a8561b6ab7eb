using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using ObjectFs.Benchmarks.Reporting;
using ObjectFs.Benchmarks.Setters;
using ObjectFs.Fuse;
using ObjectFs.Tree;

namespace ObjectFs.Benchmarks.Watching;

/// <summary>How soon a reader hears of a change, and what many readers of many changes cost.</summary>
internal static class WatchBenchmark
{
    private const int Watchers = 100;
    private const int Rate = 10_000;
    private const double MostLatency = 1000;
    private const double MostMemory = 64;

    public static async Task RunAsync(Report report, Settings settings, CancellationToken cancellationToken)
    {
        var gauge = new WovenGauge();
        report.Section("From a property's setter to its reader, microseconds");
        var table = new Table(1, "through", "p50", "p99");
        await MeasureTreeAsync(gauge, report, table, settings, cancellationToken);
        if (OperatingSystem.IsLinux())
            await MeasureMountAsync(gauge, report, table, settings, cancellationToken);
        report.Write(table);
        await MeasureManyAsync(gauge, report, settings, cancellationToken);
        GC.KeepAlive(gauge);
    }

    private static async Task MeasureTreeAsync(WovenGauge gauge, Report report, Table table, Settings settings, CancellationToken cancellationToken)
    {
        var handle = await OpenAsync(gauge, "Level", cancellationToken);
        var buffer = new byte[64];
        var times = new List<double>();
        for (var i = 1; i <= settings.Rounds * 500; i++)
        {
            var woken = WakeAsync(handle, buffer, cancellationToken);
            var start = Stopwatch.GetTimestamp();
            gauge.Level++;

            // the reader is woken on the tree's own thread, which is not to be kept: it could not bring what the next part of this waits for
            var end = await woken.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            times.Add(Stopwatch.GetElapsedTime(start, end).TotalMicroseconds);
        }

        await handle.CloseAsync();
        Add(report, table, "the tree itself", times);
    }

    private static async Task<long> WakeAsync(Handle handle, byte[] buffer, CancellationToken cancellationToken)
    {
        await handle.ReadAsync(0, buffer, cancellationToken);
        return Stopwatch.GetTimestamp();
    }

    [SupportedOSPlatform("linux")]
    private static async Task MeasureMountAsync(WovenGauge gauge, Report report, Table table, Settings settings, CancellationToken cancellationToken)
    {
        var at = Path.Combine(Path.GetTempPath(), $"objectfs-watch-{Environment.ProcessId}");
        FuseMount mount;
        try
        {
            mount = await FuseMount.StartAsync(ObjectRegistry.Default.Root, new FuseMountOptions { MountPoint = at }, null, cancellationToken);
        }
        catch (FuseMountException exception)
        {
            report.Say($"! {exception.Message}");
            return;
        }

        await using (mount)
        {
            using var file = File.OpenHandle($"{at}/{PathOf(gauge)}/.watch/Level");
            var times = new List<double>();
            using var turn = new SemaphoreSlim(0);
            var rounds = settings.Rounds * 200;
            long set = 0;
            var reader = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            for (var i = 0; i < rounds; i++)
            {
                await turn.WaitAsync(cancellationToken);

                // it is to be asleep in the kernel by now
                await Task.Delay(1, cancellationToken);
                Volatile.Write(ref set, Stopwatch.GetTimestamp());
                gauge.Level++;
            }

            await reader;
            Add(report, table, "FUSE", times);

            void Read()
            {
                var buffer = new byte[64];
                for (var i = 0; i < rounds; i++)
                {
                    turn.Release();
                    _ = RandomAccess.Read(file, buffer, 0);
                    times.Add(Stopwatch.GetElapsedTime(Volatile.Read(ref set)).TotalMicroseconds);
                }
            }
        }
    }

    private static async Task MeasureManyAsync(WovenGauge gauge, Report report, Settings settings, CancellationToken cancellationToken)
    {
        report.Section($"{Rate} changes a second to {Watchers} readers of all, for {settings.Seconds * 5} s");
        var handles = new List<Handle>();
        for (var i = 0; i < Watchers; i++)
            handles.Add(await OpenAsync(gauge, "all", cancellationToken));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        long lines = 0, dropped = 0;

        // every tenth reads nothing at all
        var readers = handles.Where((_, i) => i % 10 != 0).Select(handle => Task.Run(async () =>
        {
            var buffer = new byte[65536];
            while (await handle.ReadAsync(0, buffer, end.Token) is { Succeeded: true, Value: > 0 and var count })
            {
                Interlocked.Add(ref lines, buffer.AsSpan(0, count).Count((byte)'\n'));
                if (buffer.AsSpan(0, count).StartsWith("{\"dropped\""u8))
                    Interlocked.Increment(ref dropped);
            }
        }, CancellationToken.None)).ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var sets = 0;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds is var elapsed && elapsed < settings.Seconds * 5)
        {
            for (; sets < elapsed * Rate; sets++)
                gauge.Level++;
            await Task.Delay(1, cancellationToken);
        }

        var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds / Stopwatch.GetElapsedTime(start).TotalSeconds;
        var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)(1 << 20);
        await end.CancelAsync();
        await Task.WhenAll(readers);
        foreach (var handle in handles)
            await handle.CloseAsync();
        report.Say($"{sets} sets, {lines} lines read, {dropped} times told of dropped ones; {Figures.Of(used)} processors, {Figures.Of(held)} MiB held");
        report.Add(Goal.AtMost($"memory held by {Watchers} readers of all, a tenth of them asleep", held, MostMemory, " MiB"));
    }

    private static void Add(Report report, Table table, string through, List<double> times)
    {
        table.Add(through, Figures.Of(Statistics.Median(times)), Figures.Of(Statistics.Quantile(times, 0.99)));
        report.Add(Goal.AtMost($"set to wake-up through {through}, p50", Statistics.Median(times), MostLatency, " us"));
    }

    private static async Task<Handle> OpenAsync(WovenGauge gauge, string name, CancellationToken cancellationToken)
    {
        var node = ObjectRegistry.Default.Root;
        foreach (var part in $"{PathOf(gauge)}/.watch/{name}".Split('/'))
            node = (await node.LookupAsync(Encoding.UTF8.GetBytes(part), cancellationToken)).Value;
        return (await node.OpenAsync(OpenFlags.Read, Caller.Self, cancellationToken)).Value;
    }

    private static string PathOf(WovenGauge gauge) =>
        ObjectRegistry.Default.TryLocate(gauge, out var id) ? ObjectRegistry.Default.KnownPathOf(id)! : throw new BenchmarkException("This program is not woven.");
}
