using ObjectFs.Benchmarks.Reporting;

namespace ObjectFs.Benchmarks.Registry;

/// <summary>What an object costs more for being exported: CPU in its constructor, and memory while it lives.</summary>
internal static class Registration
{
    public static void Run(Report report, Settings settings)
    {
        var count = settings.IsQuick ? 200_000 : 1_000_000;
        report.Section($"Registration of {count:N0} objects");
        List<(double Nanoseconds, double Managed, double Resident)> plain = [], weak = [], strong = [];
        for (var round = -1; round < settings.Rounds; round++)
        {
            var results = (Measure<Plain>(count), Measure<Weak>(count), Measure<Strong>(count));
            if (round < 0)
                continue;
            plain.Add(results.Item1);
            weak.Add(results.Item2);
            strong.Add(results.Item3);
        }

        var table = new Table(1, "objects", "CPU ns each", "more than plain", "managed bytes each", "resident bytes each");
        foreach (var (name, rounds) in new[] { ("plain", plain), ("exported, weak", weak), ("exported, strong", strong) })
        {
            table.Add(
                name,
                Figures.Of(Median(rounds, round => round.Nanoseconds)),
                Figures.Of(Median(rounds, round => round.Nanoseconds) - Median(plain, round => round.Nanoseconds)),
                Figures.Of(Median(rounds, round => round.Managed)),
                Figures.Of(Median(rounds, round => round.Resident)));
        }

        report.Write(table);
        report.Say("CPU: of all threads, the collections meanwhile included. managed: the heap's growth after a full collection, objects included; resident: the process's, handles included, so roughly.");
    }

    private static double Median(List<(double Nanoseconds, double Managed, double Resident)> rounds, Func<(double Nanoseconds, double Managed, double Resident), double> figure) =>
        Statistics.Median(rounds.Select(figure));

    private static (double Nanoseconds, double Managed, double Resident) Measure<T>(int count)
        where T : class, new()
    {
        Population.Settle();
        var managed = GC.GetTotalMemory(forceFullCollection: false);
        var resident = Environment.WorkingSet;
        var cpu = Environment.CpuUsage.TotalTime;
        var objects = Population.Of<T>(count);
        var elapsed = Environment.CpuUsage.TotalTime - cpu;
        Population.Settle();
        var result = (
            elapsed.TotalNanoseconds / count,
            (double)(GC.GetTotalMemory(forceFullCollection: false) - managed) / count - IntPtr.Size,
            (double)(Environment.WorkingSet - resident) / count - IntPtr.Size);
        Population.End(objects);
        return result;
    }
}
