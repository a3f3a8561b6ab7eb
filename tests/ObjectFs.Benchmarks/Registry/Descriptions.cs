using System.Diagnostics;
using ObjectFs.Benchmarks.Reporting;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Benchmarks.Registry;

/// <summary>Finding out what a class of many properties shows, which the first look at one of its instances waits for.</summary>
internal static class Descriptions
{
    private const int Properties = 1000;
    private const double Limit = 5;

    public static void Run(Report report, Settings settings)
    {
        report.Section($"Describing a class of {Properties} properties");
        var times = Array.ConvertAll(WideTypes.Make(settings.Rounds + 1, Properties), Time);
        report.Say($"the first in the process {Figures.Of(times[0])} ms, others {Figures.Of(Statistics.Median(times[1..]))} ms");
        report.Add(Goal.AtMost($"describing a class of {Properties} properties", Statistics.Median(times[1..]), Limit, " ms"));
    }

    private static double Time(Type type)
    {
        var started = Stopwatch.GetTimestamp();
        var shape = Shape.Of(type);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return shape.Members.Count == Properties ? elapsed : throw new BenchmarkException($"{shape.Members.Count} of {Properties} properties are shown");
    }
}
