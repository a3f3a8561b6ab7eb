using ObjectFs.Benchmarks.Reporting;

namespace ObjectFs.Benchmarks.Registry;

/// <summary>What it costs that objects are in the tree.</summary>
internal static class RegistryBenchmark
{
    public static async Task RunAsync(Report report, Settings settings)
    {
        Registration.Run(report, settings);
        Pauses.Run(report, settings);
        await Lookups.RunAsync(report, settings);
        await Listings.RunAsync(report, settings);
        Descriptions.Run(report, settings);
    }
}
