using ObjectFs.Benchmarks.Reporting;

namespace ObjectFs.Benchmarks.NineP;

/// <summary>What the 9P server is to reach, as a ratio to diod within one run.</summary>
internal static class NinePGoals
{
    public static void Add(Report report, Comparison comparison)
    {
        foreach (var operation in Operations.All)
        {
            if (Least(operation) is not { } least)
                continue;
            var connections = operation.Connections == 1 ? "1 connection" : $"{operation.Connections} connections";
            report.Add(Goal.AtLeast($"9P {operation.Name}, {operation.Transport}, {connections}, {operation.Depth} under way: {operation.Unit}/s to diod", comparison.Ratio(operation), least, "x"));
        }
    }

    private static double? Least(Operation operation) => operation.Verb switch
    {
        "ping" or "walk" => operation.Depth == 1 ? 1.3 : 2.5,
        "sequential" => 1.3,
        "readdir" => 1,
        _ => null,
    };
}
