using System.Runtime.InteropServices;
using ObjectFs.Benchmarks.Reporting;

namespace ObjectFs.Benchmarks.Registry;

/// <summary>How long a collection of generation 0 stops the program while a million exported objects live, against as many that are not exported.</summary>
internal static class Pauses
{
    private const double Limit = 2;
    private const int Live = 1_000_000;

    public static void Run(Report report, Settings settings)
    {
        report.Section($"Pauses of generation 0 with {Live:N0} live objects, microseconds");
        List<double[]> plain = [], handles = [], weak = [], strong = [];
        for (var round = 0; round < settings.Rounds; round++)
        {
            plain.Add(Measure<Plain>());
            handles.Add(Measure<Plain>(withHandles: true));
            weak.Add(Measure<Weak>());
            strong.Add(Measure<Strong>());
        }

        var table = new Table(1, "objects", "p50", "p99", "ratio of p50");
        foreach (var (name, pauses) in new[] { ("plain", plain), ("plain, a weak handle each", handles), ("exported, weak", weak), ("exported, strong", strong) })
            table.Add(name, Figures.Of(Statistics.Median(pauses.SelectMany(static round => round))), Figures.Of(Statistics.Quantile(pauses.SelectMany(static round => round), 0.99)), Figures.Ratio(Ratio(pauses)));
        report.Write(table);
        report.Add(Goal.AtMost("gen 0 pause with a million exported objects, weak", Ratio(weak), Limit, "x"));
        report.Add(Goal.AtMost("gen 0 pause with a million exported objects, strong", Ratio(strong), Limit, "x"));

        // each with what was measured beside it: the speed of a machine changes from round to round
        double Ratio(List<double[]> pauses) => Statistics.Median(pauses.Zip(plain, static (round, beside) => Statistics.Median(round) / Statistics.Median(beside)));
    }

    // handles alone are the least that holding objects weakly one by one can cost
    private static double[] Measure<T>(bool withHandles = false)
        where T : class, new()
    {
        var objects = Population.Of<T>(Live);
        var handles = withHandles ? Array.ConvertAll(objects, static instance => GCHandle.Alloc(instance, GCHandleType.Weak)) : [];
        Population.Settle();
        var pauses = new double[100];
        for (var i = 0; i < pauses.Length; i++)
        {
            // some work for the collection, as a program has it: short-lived objects, of which the last survive
            var garbage = new object[1000];
            for (var j = 0; j < 20_000; j++)
                garbage[j % garbage.Length] = new byte[32];
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            pauses[i] = GC.GetGCMemoryInfo(GCKind.Ephemeral).PauseDurations[0].TotalMicroseconds;
            GC.KeepAlive(garbage);
        }

        foreach (var handle in handles)
            handle.Free();
        Population.End(objects);
        return pauses;
    }
}
