using ObjectFs.Benchmarks.Reporting;

namespace ObjectFs.Benchmarks.Fuse;

/// <summary>The FUSE gateway against libfuse, and with push invalidation against itself.</summary>
internal static class FuseBenchmark
{
    public static async Task RunAsync(Report report, Settings settings, CancellationToken cancellationToken)
    {
        CheckDevice();
        var peer = await Peer.BuildAsync(cancellationToken);
        var client = new LoadClient(peer.Client);
        var comparison = new Comparison();
        var directory = Directory.CreateTempSubdirectory("objectfs-benchmark-");
        try
        {
            await using (var single = await StartAsync(ServerKind.Single(peer), "single"))
            await using (var loop = await StartAsync(ServerKind.Loop(peer), "loop"))
            await using (var ours = await StartAsync(ServerKind.Ours(), "ours"))
                await comparison.RunAsync(client, [single, loop, ours], Operations.All, settings, cancellationToken);

            var push = new Comparison();
            await using (var ours = await StartAsync(ServerKind.Ours(), "ours"))
            await using (var pushing = await StartAsync(ServerKind.Push(), "push"))
                await push.RunAsync(client, [ours, pushing], Operations.Cached, settings, cancellationToken);

            FuseReport.Write(report, comparison, push, peer.Version);
        }
        finally
        {
            directory.Delete();
        }

        Task<ServerProcess> StartAsync(ServerKind kind, string name) => ServerProcess.StartAsync(kind, Path.Combine(directory.FullName, name), cancellationToken);
    }

    private static void CheckDevice()
    {
        try
        {
            File.OpenHandle("/dev/fuse", FileMode.Open, FileAccess.ReadWrite).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchmarkException($"/dev/fuse cannot be opened ({exception.Message}): load the fuse module, and as an ordinary user ask for chmod 666 /dev/fuse.");
        }
    }
}
