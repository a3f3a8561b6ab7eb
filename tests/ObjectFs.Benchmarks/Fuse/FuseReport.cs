using ObjectFs.Benchmarks.Load;
using ObjectFs.Benchmarks.Reporting;

namespace ObjectFs.Benchmarks.Fuse;

/// <summary>The tables of the comparison.</summary>
internal static class FuseReport
{
    public static void Write(Report report, Comparison comparison, Comparison push, string version)
    {
        report.Section($"FUSE against libfuse {version}, nothing cached by the kernel");
        Write(report, comparison, Operations.All, [ServerKind.SingleName, ServerKind.LoopName, ServerKind.OursName]);
        report.Section("FUSE with push invalidation, against itself with nothing cached: an unchanged woven property");
        Write(report, push, Operations.Cached, [ServerKind.OursName, ServerKind.PushName]);
        report.Say("ops/s and p50 (microseconds): the best round. p99: median of rounds. CPU: the server's, microseconds an operation. alloc: managed bytes an operation.");
        foreach (var complaint in comparison.Complaints.Concat(push.Complaints))
            report.Say($"! {complaint}");
        FuseGoals.Add(report, comparison, push);
    }

    private static void Write(Report report, Comparison comparison, IReadOnlyList<Operation> operations, string[] servers)
    {
        var table = new Table(2, "operation", "server", "clients", "ops/s", "p50", "p99", "CPU", "alloc", $"ops/s ratio to {servers[0]}", "p50 ratio");
        foreach (var operation in operations)
        {
            var first = comparison.Of(servers[0], operation);
            foreach (var server in servers)
            {
                var samples = comparison.Of(server, operation);
                table.Add(
                    operation.Name,
                    server,
                    $"{operation.Clients}",
                    Figures.Of(samples.OperationsPerSecond),
                    Figures.Of(samples.P50),
                    Figures.Of(samples.P99),
                    Figures.Of(samples.ServerCpu),
                    server.StartsWith(ServerKind.OursName, StringComparison.Ordinal) ? Figures.Of(samples.Allocated) : "",
                    Figures.Ratio(samples.OperationsPerSecond / first.OperationsPerSecond),
                    Figures.Ratio(samples.P50 / first.P50));
            }
        }

        report.Write(table);
    }
}
