using System.Diagnostics;
using System.Globalization;
using System.Text;
using ObjectFs.Benchmarks.Reporting;
using ObjectFs.Tree;

namespace ObjectFs.Benchmarks.Registry;

/// <summary>Looking up an instance by number, among few and among many: a thousand neighbours, which lie in the processor's caches however many there are,
/// and a thousand spread over all, which do not.</summary>
internal static class Lookups
{
    private const int Names = 1000;
    private const double Limit = 1.5;

    public static async Task RunAsync(Report report, Settings settings)
    {
        report.Section($"Looking up one instance of {Names} by number, nanoseconds");
        var table = new Table(1, "instances", "neighbours", "spread", "neighbours, first time", "spread, first time");
        var objects = new List<Found>();
        var times = new List<(double Known, double First)>();
        foreach (var count in (int[])[1_000, 100_000, 1_000_000])
        {
            objects.AddRange(Population.Of<Found>(count - objects.Count));
            Population.Settle();
            if (times.Count == 0)
                await WarmUpAsync();
            var neighbours = await MeasureAsync(count, count / 2 / Names * Names, 1, settings);
            var spread = await MeasureAsync(count, 0, count / Names, settings);
            times.Add(neighbours);
            table.Add(
                count.ToString("N0", CultureInfo.InvariantCulture),
                Figures.Of(neighbours.Known), Figures.Of(spread.Known), Figures.Of(neighbours.First), Figures.Of(spread.First));
        }

        report.Write(table);
        report.Say("first time: a node is made for it; else somebody holds its node already.");
        report.Add(Goal.AtMost("lookup among a million to lookup among a thousand", times[^1].Known / times[0].Known, Limit, "x"));
        Population.End([.. objects]);
    }

    // tiered compilation takes its time
    private static async Task WarmUpAsync()
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(1);)
            await MeasureAsync(Names, 0, 1, new Settings(IsQuick: true));
    }

    private static async Task<(double Known, double First)> MeasureAsync(int count, int skip, int step, Settings settings)
    {
        var directory = await Tree.DirectoryOf<Found>();

        // numbers count on for the life of the process; where few are, the neighbours are all of them
        var first = await FirstAsync(directory) + Math.Min(skip, count - Names);
        var names = Enumerable.Range(0, Names).Select(i => Encoding.UTF8.GetBytes((first + (long)i * step).ToString(CultureInfo.InvariantCulture))).ToArray();
        var nodes = new Node[Names];
        List<double> known = [], made = [];
        for (var round = 0; round < settings.Rounds; round++)
        {
            Array.Clear(nodes);
            Population.Settle();
            made.Add(await TimeAsync(directory, names, nodes, 1));
            for (var i = 0; i < 20; i++)
                known.Add(await TimeAsync(directory, names, nodes, 10));
        }

        GC.KeepAlive(nodes);
        return (Statistics.Median(known), Statistics.Median(made));
    }

    private static async ValueTask<double> TimeAsync(Node directory, byte[][] names, Node[] nodes, int repetitions)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < repetitions; i++)
        {
            for (var j = 0; j < names.Length; j++)
                nodes[j] = await Tree.FindAsync(directory, names[j]);
        }

        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / repetitions / names.Length;
    }

    private static async ValueTask<long> FirstAsync(Node directory)
    {
        var sink = new CountingSink(room: 1);
        await sink.ReadAsync(directory);
        return sink.First;
    }
}
