using System.Runtime.InteropServices;

namespace ObjectFs.Benchmarks.Reporting;

/// <summary>What a run prints: where it ran, tables, and at the end the goals, reached or missed. A missed goal is a finding, not a failure.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly List<Goal> _goals = [];

    public void Machine()
    {
        output.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}");
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : null;
        if (load is not null)
            output.WriteLine($"load average at the start: {load} (other work on the machine spoils figures; compare within one run only)");
#if DEBUG
        output.WriteLine("This is a Debug build: its figures say nothing. Run with -c Release.");
#endif
    }

    public void Section(string title)
    {
        output.WriteLine();
        output.WriteLine($"== {title}");
    }

    public void Say(string sentence) => output.WriteLine($"  {sentence}");

    public void Write(Table table) => table.Write(output);

    public void Add(Goal goal) => _goals.Add(goal);

    /// <summary>All goals of the run, in the order in which they were added.</summary>
    public void Goals()
    {
        if (_goals.Count == 0)
            return;
        Section("Goals");
        var table = new Table(1, "figure", "measured", "goal", "");
        foreach (var goal in _goals)
            table.Add(goal.What, Figures.Of(goal.Measured) + goal.Unit, $"{(goal.IsLeast ? ">=" : "<=")} {Figures.Of(goal.Limit)}{goal.Unit}", goal.Verdict);
        Write(table);
        Say($"{_goals.Count(goal => goal.Verdict == "reached")} reached, {_goals.Count(goal => goal.Verdict == "missed")} missed, {_goals.Count(goal => goal.Verdict == "not measured")} not measured");
    }
}
