using System.Diagnostics;
using ObjectFs.Benchmarks.Registry;
using ObjectFs.Benchmarks.Reporting;
using ObjectFs.Tree;

namespace ObjectFs.Benchmarks.Tables;

/// <summary>All instances of a type at once, as files.</summary>
internal static class TableBenchmark
{
    private const int Instances = 100_000;
    private const int Piece = 128 * 1024;
    private const double ByLimit = 100;
    private const double CsvLimit = 50;

    public static async Task RunAsync(Report report, Settings settings)
    {
        report.Section($"Tables of {Instances:N0} instances, within the process");
        var stations = Population.Of<Station>(Instances);
        Population.Settle();
        var directory = await Registry.Tree.DirectoryOf<Station>();
        var table = new Table(1, "what", "ms", "CPU ms", "MB/s");

        await ListAsync(".by/Number", "every value of a member, all different", Instances);
        await ListAsync(".by/Day", "every value of a member, seven", 7);
        await ListAsync(".by/Day/Monday", "the instances of a value", Instances / 7, tolerance: 1);
        await ListAsync(".by/Name/station 4711", "the one instance of a text", 1);
        await ReadAsync(".csv", CsvLimit);
        await ReadAsync(".json", null);
        await ReadAsync(".count", null);
        report.Write(table);
        Population.End(stations);

        async Task ListAsync(string path, string what, int expected, int tolerance = 0)
        {
            List<double> times = [], work = [];
            for (var round = -2; round < settings.Rounds; round++)
            {
                // a new look each time, as of somebody who comes once
                await Task.Delay(TimeSpan.FromSeconds(1.1));
                var used = Environment.CpuUsage.TotalTime;
                var started = Stopwatch.GetTimestamp();
                var count = await EntryCounter.CountAsync(await FindAsync(directory, path));
                if (round >= 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                    work.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
                }

                if (Math.Abs(count - expected) > tolerance)
                    report.Say($"! {path}: {count:N0} came of {expected:N0}");
            }

            table.Add($"{path}: {what}", Figures.Of(Statistics.Median(times)), Figures.Of(Statistics.Median(work)), "");
            report.Add(Goal.AtMost($"{path} over {Instances:N0} instances", Statistics.Median(times), ByLimit, " ms"));
        }

        async Task ReadAsync(string path, double? limit)
        {
            List<double> times = [], work = [], speeds = [];
            for (var round = -2; round < settings.Rounds; round++)
            {
                var node = await FindAsync(directory, path);
                var used = Environment.CpuUsage.TotalTime;
                var started = Stopwatch.GetTimestamp();
                var length = await LengthAsync(node);
                var elapsed = Stopwatch.GetElapsedTime(started);
                if (round < 0)
                    continue;
                times.Add(elapsed.TotalMilliseconds);
                work.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
                speeds.Add(length / elapsed.TotalMicroseconds);
            }

            table.Add(path, Figures.Of(Statistics.Median(times)), Figures.Of(Statistics.Median(work)), Figures.Of(Statistics.Median(speeds)));
            if (limit is { } least)
                report.Add(Goal.AtLeast($"{path} of {Instances:N0} instances", Statistics.Median(speeds), least, " MB/s"));
        }
    }

    private static async Task<Node> FindAsync(Node directory, string path)
    {
        foreach (var name in path.Split('/'))
            directory = await Registry.Tree.FindAsync(directory, System.Text.Encoding.UTF8.GetBytes(name));
        return directory;
    }

    private static async Task<long> LengthAsync(Node node)
    {
        var opened = await node.OpenAsync(OpenFlags.Read, Caller.Self, CancellationToken.None);
        if (!opened.TryGet(out var handle))
            throw new BenchmarkException($"the file cannot be read: {opened.Errno}");
        var buffer = new byte[Piece];
        var length = 0L;
        while (true)
        {
            var read = await handle.ReadAsync(length, buffer, CancellationToken.None);
            if (!read.TryGet(out var count))
                throw new BenchmarkException($"the file cannot be read: {read.Errno}");
            if (count == 0)
                break;
            length += count;
        }

        await handle.CloseAsync();
        return length;
    }
}
