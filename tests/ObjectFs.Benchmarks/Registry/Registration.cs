using System.Diagnostics;
using System.Runtime.InteropServices;
using ObjectFs.Benchmarks.Reporting;

namespace ObjectFs.Benchmarks.Registry;

/// <summary>What an object costs more for being exported: CPU in its constructor, and memory while it lives.</summary>
internal static class Registration
{
    private const double Limit = 60;
    private const int Batch = 1000;

    public static void Run(Report report, Settings settings)
    {
        var count = settings.IsQuick ? 200_000 : 1_000_000;
        report.Section($"Registration of {count:N0} objects");
        List<Cost> plain = [], handles = [], weak = [], strong = [];
        for (var round = -1; round < settings.Rounds; round++)
        {
            var results = (Measure<Plain>(count), Measure<Plain>(count, withHandles: true), Measure<Weak>(count), Measure<Strong>(count));
            if (round < 0)
                continue;
            plain.Add(results.Item1);
            handles.Add(results.Item2);
            weak.Add(results.Item3);
            strong.Add(results.Item4);
        }

        var table = new Table(1, "objects", "ns each", "more than plain", "CPU ns each, with GC", "more than plain", "managed bytes each", "resident bytes each");
        foreach (var (name, rounds) in new[] { ("plain", plain), ("plain, a weak handle each", handles), ("exported, weak", weak), ("exported, strong", strong) })
        {
            table.Add(
                name,
                Figures.Of(Median(rounds, round => round.Nanoseconds)),
                Figures.Of(More(rounds, round => round.Nanoseconds)),
                Figures.Of(Median(rounds, round => round.ProcessorNanoseconds)),
                Figures.Of(More(rounds, round => round.ProcessorNanoseconds)),
                Figures.Of(Median(rounds, round => round.Managed)),
                Figures.Of(Median(rounds, round => round.Resident)));
        }

        report.Write(table);
        report.Say($"ns: the median of batches of {Batch}, so of those that no collection fell into. CPU: of all threads, collections and sweeps included, averaged.");
        report.Say("managed: the heap's growth after a full collection, objects included; resident: the process's, handles included, so roughly.");
        report.Add(Goal.AtMost("registering an object, weak", More(weak, round => round.Nanoseconds), Limit, "ns"));
        report.Add(Goal.AtMost("registering an object, strong", More(strong, round => round.Nanoseconds), Limit, "ns"));

        double More(List<Cost> rounds, Func<Cost, double> figure) => Median(rounds, figure) - Median(plain, figure);
    }

    private static double Median(List<Cost> rounds, Func<Cost, double> figure) => Statistics.Median(rounds.Select(figure));

    private static Cost Measure<T>(int count, bool withHandles = false)
        where T : class, new()
    {
        Population.Settle();
        var managed = GC.GetTotalMemory(forceFullCollection: false);
        var resident = Environment.WorkingSet;
        var processor = Environment.CpuUsage.TotalTime;
        var objects = new T[count];
        var handles = new GCHandle[withHandles ? count : 0];
        List<double> batches = new(count / Batch);
        for (var i = 0; i < count; i += Batch)
        {
            var start = Stopwatch.GetTimestamp();
            for (var j = i; j < i + Batch; j++)
            {
                objects[j] = new T();
                if (withHandles)
                    handles[j] = GCHandle.Alloc(objects[j], GCHandleType.Weak);
            }

            batches.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / Batch);
        }

        var elapsed = Environment.CpuUsage.TotalTime - processor;
        Population.Settle();
        Cost cost = new(
            Statistics.Median(batches),
            elapsed.TotalNanoseconds / count,
            (double)(GC.GetTotalMemory(forceFullCollection: false) - managed) / count - IntPtr.Size,
            (double)(Environment.WorkingSet - resident) / count - IntPtr.Size);
        foreach (var handle in handles)
            handle.Free();
        Population.End(objects);
        return cost;
    }

    private sealed record Cost(double Nanoseconds, double ProcessorNanoseconds, double Managed, double Resident);
}
