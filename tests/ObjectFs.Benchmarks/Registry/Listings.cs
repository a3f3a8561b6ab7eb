using System.Diagnostics;
using ObjectFs.Benchmarks.Reporting;

namespace ObjectFs.Benchmarks.Registry;

/// <summary>Listing a million instances.</summary>
internal static class Listings
{
    private const int Instances = 1_000_000;

    // what the kernel asks for at a time
    private const int Room = 128;
    private const double Limit = 64;

    public static async Task RunAsync(Report report, Settings settings)
    {
        report.Section($"Listing {Instances:N0} instances");
        var objects = Population.Of<Found>(Instances);
        Population.Settle();
        var directory = await Tree.DirectoryOf<Found>();
        List<double> first = [], total = [], allocated = [], growth = [];
        for (var round = -1; round < settings.Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var sink = new CountingSink(Room);
            var started = Stopwatch.GetTimestamp();
            await sink.ReadAsync(directory);
            var elapsed = Stopwatch.GetElapsedTime(started);
            var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
            if (sink.Count != Instances)
                report.Say($"! {sink.Count:N0} came of {Instances:N0}");
            if (round < 0)
                continue;
            first.Add(Stopwatch.GetElapsedTime(started, sink.FirstCame).TotalMicroseconds);
            total.Add(elapsed.TotalMilliseconds);
            allocated.Add(bytes / 1024.0);
            growth.Add(await GrowthAsync(directory) / 1024.0);
        }

        report.Say($"first entry after {Figures.Of(Statistics.Median(first))} us, all after {Figures.Of(Statistics.Median(total))} ms ({Figures.Of(Statistics.Median(total) * 1e6 / Instances)} ns each)");
        report.Say($"allocated in all {Figures.Of(Statistics.Median(allocated))} KiB; the heap halfway is larger by {Figures.Of(Statistics.Median(growth))} KiB");
        report.Add(Goal.AtMost("heap's growth while a million instances are listed", Statistics.Median(growth), Limit, " KiB"));
        Population.End(objects);
    }

    private static async Task<double> GrowthAsync(ObjectFs.Tree.Node directory)
    {
        Population.Settle();
        var before = GC.GetTotalMemory(forceFullCollection: false);
        var halfway = 0L;
        await new CountingSink(Room)
        {
            Halfway = (Instances / 2, () =>
            {
                Population.Settle();
                halfway = GC.GetTotalMemory(forceFullCollection: false);
            }),
        }.ReadAsync(directory);
        return halfway - before;
    }
}
