using ObjectFs.Benchmarks.Reporting;

namespace ObjectFs.Benchmarks.NineP;

/// <summary>The 9P server against diod, and what it is to be measured at alone.</summary>
internal static class NinePBenchmark
{
    private const string SharedMemory = "/dev/shm";

    public static async Task RunAsync(Report report, Settings settings, CancellationToken cancellationToken)
    {
        var client = await LoadClient.BuildAsync(cancellationToken);

        // sockets have short paths
        var directory = Directory.CreateTempSubdirectory("ofs9p-");
        try
        {
            await CompareAsync(report, client, directory.FullName, settings, cancellationToken);
            await Alone.RunAsync(report, client, directory.FullName, settings, cancellationToken);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(Report report, LoadClient client, string directory, Settings settings, CancellationToken cancellationToken)
    {
        var comparison = new Comparison();
        var export = MakeExport(directory);
        try
        {
            await using var ours = await OurServer.StartAsync(Path.Combine(directory, "ours"), cancellationToken);
            List<Contender> servers = [ours];
            await using var diod = await StartDiodAsync(directory, export, cancellationToken);
            if (diod is not null)
                servers.Insert(0, diod);
            await comparison.RunAsync(client, servers, settings, cancellationToken);
            NinePReport.Write(report, comparison, servers);
            if (diod is null)
                report.Say($"! {DiodServer.Remedy}");
        }
        finally
        {
            Directory.Delete(export, recursive: true);
        }
    }

    private static async Task<DiodServer?> StartDiodAsync(string directory, string export, CancellationToken cancellationToken)
    {
        if (DiodServer.Find() is not { } program)
            return null;
        Content.Make(export);
        return await DiodServer.StartAsync(program, Path.Combine(directory, "diod"), export, cancellationToken);
    }

    /// <summary>A directory in memory, where Linux has one, so that no disk takes part.</summary>
    private static string MakeExport(string directory)
    {
        var export = Directory.Exists(SharedMemory) ? Path.Combine(SharedMemory, Path.GetFileName(directory)) : Path.Combine(directory, "export");
        return Directory.CreateDirectory(export).FullName;
    }
}
