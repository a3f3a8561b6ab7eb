using ObjectFs.Benchmarks.Reporting;

namespace ObjectFs.Benchmarks.NineP;

/// <summary>The table of the comparison.</summary>
internal static class NinePReport
{
    public static void Write(Report report, Comparison comparison, IReadOnlyList<Contender> servers)
    {
        report.Section("9P against diod");
        var table = new Table(3, "operation", "transport", "server", "connections", "under way", "a second", "", "p50", "p99", "CPU", "msize", "ratio to diod");
        foreach (var operation in Operations.All)
        {
            foreach (var server in servers)
            {
                var samples = comparison.Of(server.Name, operation);
                table.Add(
                    operation.Name,
                    $"{operation.Transport}",
                    server.Name,
                    $"{operation.Connections}",
                    $"{operation.Depth}",
                    Figures.Of(comparison.Rate(server.Name, operation)),
                    operation.Unit,
                    Figures.Of(samples.Median(round => round.P50) / 1000),
                    Figures.Of(samples.P99),
                    Figures.Of(samples.ServerCpu),
                    $"{samples.MessageSize}",
                    server.Name == OurServer.OurName ? Figures.Ratio(comparison.Ratio(operation)) : "");
            }
        }

        report.Write(table);
        report.Say("Medians of rounds. p50, p99: of an operation, microseconds. CPU: the server's, microseconds an operation. msize: what client and server agreed on; a read is of so much less 24.");
        foreach (var complaint in comparison.Complaints)
            report.Say($"! {complaint}");
        NinePGoals.Add(report, comparison);
    }
}
