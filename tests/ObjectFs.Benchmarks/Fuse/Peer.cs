using ObjectFs.Benchmarks.Load;

namespace ObjectFs.Benchmarks.Fuse;

/// <summary>The C side: the server that we are compared with, and the client that loads both.</summary>
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
        var server = await CSource.CompileAsync("server", flags.Split(' ', StringSplitOptions.RemoveEmptyEntries), Remedy, cancellationToken);
        var client = await CSource.CompileAsync("load", [], Remedy, cancellationToken);
        return new(server, client, version);
    }
}
