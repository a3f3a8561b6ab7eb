using System.Globalization;

namespace ObjectFs.Churn;

/// <summary>What the process and its mount hold at one moment.</summary>
internal sealed record Sample(TimeSpan At, long ManagedBytes, long ResidentBytes, int Descriptors, int Threads, int Nodes, int OpenFiles, int Instances, long Operations)
{
    /// <summary>The quantities that may not grow, with what the average of a third of a run may differ from another's by chance.</summary>
    public static IReadOnlyList<(string Name, Func<Sample, double> Of, double Slack)> Bounded { get; } =
    [
        ("managed bytes", static sample => sample.ManagedBytes, 2 << 20),
        ("resident bytes", static sample => sample.ResidentBytes, 6 << 20),
        ("descriptors", static sample => sample.Descriptors, 5),
        ("threads", static sample => sample.Threads, 4),
        ("nodes", static sample => sample.Nodes, 1500),
        ("open files", static sample => sample.OpenFiles, 5),
        ("instances", static sample => sample.Instances, 100),
    ];

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{At:hh\\:mm\\:ss}  managed {ManagedBytes / 1048576.0,6:F1} MiB  resident {ResidentBytes / 1048576.0,6:F1} MiB  descriptors {Descriptors,4}  threads {Threads,3}  nodes {Nodes,6}  open {OpenFiles,3}  instances {Instances,6}  operations {Operations}");
}
