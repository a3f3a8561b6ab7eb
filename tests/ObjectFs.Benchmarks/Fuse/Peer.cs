using System.Reflection;

namespace ObjectFs.Benchmarks.Fuse;

/// <summary>The C side: the server that we are compared with, and the client that loads both. Built into the folder for intermediate files when it is not there or older than its source.</summary>
internal sealed class Peer
{
    private const string Remedy = "The comparison needs a C compiler, pkg-config and libfuse's headers: on Debian and Ubuntu, apt-get install gcc pkg-config libfuse3-dev fuse3";

    private Peer(string server, string client, string version)
    {
        Server = server;
        Client = client;
        Version = version;
    }

    /// <summary>Path of the server.</summary>
    public string Server { get; }

    /// <summary>Path of the client.</summary>
    public string Client { get; }

    /// <summary>Of libfuse.</summary>
    public string Version { get; }

    public static async Task<Peer> BuildAsync(CancellationToken cancellationToken)
    {
        var version = await Command.RunAsync("pkg-config", ["--modversion", "fuse3"], Remedy, cancellationToken);
        var flags = await Command.RunAsync("pkg-config", ["--cflags", "--libs", "fuse3"], Remedy, cancellationToken);
        var server = await CompileAsync("server", flags.Split(' ', StringSplitOptions.RemoveEmptyEntries), cancellationToken);
        var client = await CompileAsync("load", [], cancellationToken);
        return new(server, client, version);
    }

    private static async Task<string> CompileAsync(string name, string[] flags, CancellationToken cancellationToken)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "peer", $"{name}.c");
        var output = Path.Combine(Directory.CreateDirectory(Target).FullName, name);
        if (!File.Exists(output) || File.GetLastWriteTimeUtc(output) < File.GetLastWriteTimeUtc(source))
            await Command.RunAsync("gcc", ["-O2", "-Wall", "-Wextra", "-pthread", "-o", output, source, .. flags], Remedy, cancellationToken);
        return output;
    }

    private static string Target =>
        typeof(Peer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "PeerDirectory").Value!;
}
