using System.Diagnostics;
using System.Runtime.InteropServices;
using ObjectFs.Benchmarks.Reporting;

namespace ObjectFs.Benchmarks.Registry;

/// <summary>What an object costs more for being exported: in its constructor, and in memory while it lives.</summary>
internal static class Registration
{
    private const double Limit = 60;
    private const double MemoryLimit = 64;
    private const int Batch = 1000;
    private static readonly string[] Kinds = ["plain", "plain, a weak handle each", "exported, weak", "exported, strong"];

    public static void Run(Report report, Settings settings)
    {
        var count = settings.IsQuick ? 200_000 : 1_000_000;
        report.Section($"Registration of {count:N0} objects");
        var more = Array.ConvertAll(Kinds, static _ => new List<double>());
        var costs = Array.ConvertAll(Kinds, static _ => new List<Cost>());
        for (var round = -1; round < settings.Rounds; round++)
        {
            var times = Times(count / Kinds.Length);
            Cost[] memory = [Measure<Plain>(count), Measure<Plain>(count, withHandles: true), Measure<Weak>(count), Measure<Strong>(count)];
            if (round < 0)
                continue;
            for (var kind = 0; kind < Kinds.Length; kind++)
            {
                more[kind].AddRange(times[kind].Zip(times[0], static (time, plain) => time - plain));
                costs[kind].Add(memory[kind]);
            }
        }

        var table = new Table(1, "objects", "ns more than plain", "CPU ns each, with GC", "managed bytes each", "resident bytes each");
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            table.Add(
                Kinds[kind],
                Figures.Of(Statistics.Median(more[kind])),
                Figures.Of(Median(costs[kind], static cost => cost.Processor)),
                Figures.Of(Median(costs[kind], static cost => cost.Managed)),
                Figures.Of(Median(costs[kind], static cost => cost.Resident)));
        }

        report.Write(table);
        report.Say($"ns: batches of {Batch} of each kind in turn, each compared with the plain one beside it; the median, so of those that no collection fell into.");
        report.Say("CPU: one kind alone, of all threads, collections and sweeps included, averaged.");
        report.Say("managed: the heap's growth after a full collection, objects included; resident: the process's, handles included, so roughly.");
        report.Add(Goal.AtMost("registering an object, weak", Statistics.Median(more[2]), Limit, "ns"));
        report.Add(Goal.AtMost("registering an object, strong", Statistics.Median(more[3]), Limit, "ns"));
        report.Add(Goal.AtMost("memory of a registered object, its handle included", Median(costs[2], static cost => cost.Managed) - Median(costs[0], static cost => cost.Managed) + IntPtr.Size, MemoryLimit, "B"));
    }

    private static double Median(List<Cost> rounds, Func<Cost, double> figure) => Statistics.Median(rounds.Select(figure));

    // The speed of a machine changes within seconds: what is compared is made within the same tenth of a millisecond.
    private static List<double>[] Times(int count)
    {
        Population.Settle();
        var times = Array.ConvertAll(Kinds, static _ => new List<double>());
        Plain[] plain = new Plain[count], held = new Plain[count];
        var weak = new Weak[count];
        var strong = new Strong[count];
        var handles = new GCHandle[count];
        for (var i = 0; i < count; i += Batch)
        {
            times[0].Add(Make(plain.AsSpan(i, Batch), default));
            times[1].Add(Make(held.AsSpan(i, Batch), handles.AsSpan(i, Batch)));
            times[2].Add(Make(weak.AsSpan(i, Batch), default));
            times[3].Add(Make(strong.AsSpan(i, Batch), default));
        }

        foreach (var handle in handles)
            handle.Free();
        Array.Clear(held);
        Population.End(weak);
        Population.End(strong);
        return times;
    }

    // Nanoseconds each.
    private static double Make<T>(Span<T> objects, Span<GCHandle> handles)
        where T : class, new()
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < objects.Length; i++)
        {
            objects[i] = new T();
            if (!handles.IsEmpty)
                handles[i] = GCHandle.Alloc(objects[i], GCHandleType.Weak);
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / objects.Length;
    }

    private static Cost Measure<T>(int count, bool withHandles = false)
        where T : class, new()
    {
        Population.Settle();
        var managed = GC.GetTotalMemory(forceFullCollection: false);
        var resident = Environment.WorkingSet;
        var processor = Environment.CpuUsage.TotalTime;
        var objects = new T[count];
        var handles = new GCHandle[withHandles ? count : 0];
        Make(objects.AsSpan(), handles);
        var elapsed = Environment.CpuUsage.TotalTime - processor;
        Population.Settle();
        Cost cost = new(
            elapsed.TotalNanoseconds / count,
            (double)(GC.GetTotalMemory(forceFullCollection: false) - managed) / count - IntPtr.Size,
            (double)(Environment.WorkingSet - resident) / count - IntPtr.Size);
        foreach (var handle in handles)
            handle.Free();
        Population.End(objects);
        return cost;
    }

    private sealed record Cost(double Processor, double Managed, double Resident);
}
