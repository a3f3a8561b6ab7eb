using ObjectFs.Benchmarks.Reporting;

namespace ObjectFs.Benchmarks.Setters;

/// <summary>What a woven setter costs while nobody watches: against the same class unwoven.</summary>
internal static class SetterBenchmark
{
    private const double Limit = 1;
    private const int Iterations = 1_000_000;

    private static readonly string[] Labels = ["low", "high"];

    public static void Run(Report report, Settings settings)
    {
        var plain = new PlainGauge();
        var woven = new WovenGauge();
        report.Section("Setters that nobody watches, nanoseconds");
        if (!IsWoven)
            report.Say("! This program is not woven: the figures compare a class with itself.");
        var table = new Table(1, "property", "unwoven", "woven", "difference");

        Measure(
            "int",
            new("unwoven", Iterations, count =>
            {
                for (var i = 0; i < count; i++)
                    plain.Level = i;
            }),
            new("woven", Iterations, count =>
            {
                for (var i = 0; i < count; i++)
                    woven.Level = i;
            }));
        Measure(
            "double",
            new("unwoven", Iterations, count =>
            {
                for (var i = 0; i < count; i++)
                    plain.Pressure = i;
            }),
            new("woven", Iterations, count =>
            {
                for (var i = 0; i < count; i++)
                    woven.Pressure = i;
            }));
        Measure(
            "string",
            new("unwoven", Iterations, count =>
            {
                for (var i = 0; i < count; i++)
                    plain.Label = Labels[i & 1];
            }),
            new("woven", Iterations, count =>
            {
                for (var i = 0; i < count; i++)
                    woven.Label = Labels[i & 1];
            }));
        report.Write(table);
        GC.KeepAlive(woven);

        void Measure(string type, Loop unwoven, Loop withWeaver)
        {
            var times = Loop.Time(settings, unwoven, withWeaver);
            table.Add(type, Figures.Of(times[0]), Figures.Of(times[1]), Figures.Of(times[1] - times[0]));
            report.Add(Goal.AtMost($"woven setter of {type}, unwatched", IsWoven ? times[1] - times[0] : double.NaN, Limit, " ns"));
        }
    }

    private static bool IsWoven => typeof(WovenGauge).GetProperty(nameof(WovenGauge.Level))!.SetMethod!.IsDefined(typeof(Weaving.NotifiesAttribute), inherit: false);
}
