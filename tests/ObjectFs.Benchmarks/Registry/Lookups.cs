using System.Diagnostics;
using System.Globalization;
using System.Text;
using ObjectFs.Benchmarks.Reporting;
using ObjectFs.Tree;

namespace ObjectFs.Benchmarks.Registry;

/// <summary>Looking up an instance by number, among few and among many.</summary>
internal static class Lookups
{
    private const int Names = 1000;
    private const double Limit = 1.5;

    public static async Task RunAsync(Report report, Settings settings)
    {
        report.Section("Looking up one instance by number, nanoseconds");
        var table = new Table(1, "instances", "a node that somebody holds", "a node made for it");
        var objects = new List<Found>();
        var times = new List<(double Held, double Made)>();
        foreach (var count in (int[])[1_000, 100_000, 1_000_000])
        {
            objects.AddRange(Population.Of<Found>(count - objects.Count));
            Population.Settle();
            if (times.Count == 0)
                await WarmUpAsync();
            times.Add(await MeasureAsync(count, settings));
            table.Add(count.ToString("N0", CultureInfo.InvariantCulture), Figures.Of(times[^1].Held), Figures.Of(times[^1].Made));
        }

        report.Write(table);
        report.Add(Goal.AtMost("lookup among a million to lookup among a thousand", times[^1].Held / times[0].Held, Limit, "x"));
        Population.End([.. objects]);
    }

    // tiered compilation takes its time
    private static async Task WarmUpAsync()
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(1);)
            await MeasureAsync(Names, new Settings(IsQuick: true));
    }

    private static async Task<(double Held, double Made)> MeasureAsync(int count, Settings settings)
    {
        var directory = await Tree.DirectoryOf<Found>();
        var first = await FirstAsync(directory);

        // as many names whatever the number of instances, spread over all of them: caches are the same size, too
        var names = Enumerable.Range(0, Names).Select(i => Encoding.UTF8.GetBytes((first + (long)i * count / Names).ToString(CultureInfo.InvariantCulture))).ToArray();
        var nodes = new Node[Names];
        List<double> held = [], made = [];
        for (var round = 0; round < settings.Rounds; round++)
        {
            Array.Clear(nodes);
            Population.Settle();
            made.Add(await TimeAsync(directory, names, nodes, 1));
            for (var i = 0; i < 20; i++)
                held.Add(await TimeAsync(directory, names, nodes, 10));
        }

        GC.KeepAlive(nodes);
        return (Statistics.Median(held), Statistics.Median(made));
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

    // numbers count on for the life of the process
    private static async ValueTask<long> FirstAsync(Node directory)
    {
        var sink = new CountingSink(room: 1);
        await sink.ReadAsync(directory);
        return sink.First;
    }
}
