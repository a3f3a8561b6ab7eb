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
        var table = new Table(1, "instances", "neighbours", "spread", "neighbours, first time", "spread, first time", "neighbours to those of a class of 1000");
        var few = Population.Of<FoundAmongFew>(Names);
        var yardstick = await ToFindAsync<FoundAmongFew>(Names, 0, 1);
        var objects = new List<Found>();
        var ratio = double.NaN;
        foreach (var count in (int[])[1_000, 100_000, 1_000_000])
        {
            objects.AddRange(Population.Of<Found>(count - objects.Count));
            Population.Settle();
            if (double.IsNaN(ratio))
                await WarmUpAsync(yardstick);
            var neighbours = await MeasureAsync(await ToFindAsync<Found>(count, count / 2 / Names * Names, 1), yardstick, settings);
            var spread = await MeasureAsync(await ToFindAsync<Found>(count, 0, count / Names), yardstick, settings);
            ratio = neighbours.Ratio;
            table.Add(
                count.ToString("N0", CultureInfo.InvariantCulture),
                Figures.Of(neighbours.Known), Figures.Of(spread.Known), Figures.Of(neighbours.First), Figures.Of(spread.First), Figures.Ratio(neighbours.Ratio));
        }

        report.Write(table);
        report.Say("first time: a node is made for it; else somebody holds its node already. The last column is of measurements in turn.");
        report.Add(Goal.AtMost("lookup among a million to lookup among a thousand", ratio, Limit, "x"));
        Population.End([.. objects]);
        Population.End(few);
    }

    // tiered compilation takes its time
    private static async Task WarmUpAsync((Node Directory, byte[][] Names) work)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(1);)
            await MeasureAsync(work, work, new Settings(IsQuick: true));
    }

    private static async Task<(Node Directory, byte[][] Names)> ToFindAsync<T>(int count, int skip, int step)
    {
        var directory = await Tree.DirectoryOf<T>();

        // numbers count on for the life of the process; where few are, the neighbours are all of them
        var first = await FirstAsync(directory) + Math.Min(skip, count - Names);
        return (directory, [.. Enumerable.Range(0, Names).Select(i => Encoding.UTF8.GetBytes((first + (long)i * step).ToString(CultureInfo.InvariantCulture)))]);
    }

    private static async Task<(double Known, double First, double Ratio)> MeasureAsync((Node Directory, byte[][] Names) work, (Node Directory, byte[][] Names) yardstick, Settings settings)
    {
        Node[] nodes = new Node[Names], others = new Node[Names];
        List<double> known = [], made = [], ratios = [];
        for (var round = 0; round < settings.Rounds; round++)
        {
            Array.Clear(nodes);
            Array.Clear(others);
            Population.Settle();
            made.Add(await TimeAsync(work.Directory, work.Names, nodes, 1));
            await TimeAsync(yardstick.Directory, yardstick.Names, others, 1);
            for (var i = 0; i < 20; i++)
            {
                var other = await TimeAsync(yardstick.Directory, yardstick.Names, others, 10);
                known.Add(await TimeAsync(work.Directory, work.Names, nodes, 10));
                ratios.Add(known[^1] / other);
            }
        }

        GC.KeepAlive(nodes);
        GC.KeepAlive(others);
        return (Statistics.Median(known), Statistics.Median(made), Statistics.Median(ratios));
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
