using ObjectFs.Benchmarks.Load;
using ObjectFs.Benchmarks.Reporting;

namespace ObjectFs.Benchmarks.Fuse;

/// <summary>What the FUSE gateway is to reach, always as a ratio within one run.</summary>
internal static class FuseGoals
{
    public static void Add(Report report, Comparison comparison, Comparison push)
    {
        foreach (var operation in Operations.Basic)
            report.Add(Goal.AtMost($"{operation.Name}: p50 to libfuse -s", Ours(operation).P50 / Single(operation).P50, 1.05, "x"));
        foreach (var clients in (int[])[2, 4])
        {
            foreach (var operation in Operations.Basic)
                report.Add(Goal.AtLeast($"{operation.Name}, {clients} clients: ops/s to libfuse -s", Rate(operation with { Clients = clients }), 1, "x"));
        }

        report.Add(Goal.AtLeast("readdir: ops/s to libfuse -s", Rate(Operations.List), 1, "x"));
        report.Add(Goal.AtLeast("sequential read: ops/s to libfuse -s", Rate(Operations.Sequential), 0.95, "x"));
        foreach (var operation in Operations.Basic)
        {
            var loop = comparison.Of(ServerKind.LoopName, operation);
            report.Add(Goal.AtLeast($"{operation.Name}: ops/s to libfuse's own loop", Ours(operation).OperationsPerSecond / loop.OperationsPerSecond, 1.25, "x"));
        }

        report.Add(Goal.AtLeast("stat with push invalidation: ops/s to nothing cached", Gain(Operations.Stat), 8, "x"));
        report.Add(Goal.AtLeast("open+read+close with push invalidation: ops/s to nothing cached", Gain(Operations.Read), 1.4, "x"));

        foreach (var operation in Operations.Scalar)
            report.Add(Goal.AtMost($"{operation.Name}: managed bytes allocated an operation", Ours(operation).Allocated, 1, " B"));

        Samples Ours(Operation operation) => comparison.Of(ServerKind.OursName, operation);
        Samples Single(Operation operation) => comparison.Of(ServerKind.SingleName, operation);
        double Rate(Operation operation) => Ours(operation).OperationsPerSecond / Single(operation).OperationsPerSecond;
        double Gain(Operation operation) =>
            push.Of(ServerKind.PushName, operation).OperationsPerSecond / push.Of(ServerKind.OursName, operation).OperationsPerSecond;
    }
}
