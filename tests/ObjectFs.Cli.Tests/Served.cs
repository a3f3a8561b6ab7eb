using ObjectFs.NineP;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests;

/// <summary>A program that exports, played by the test: a real server at the socket where programs have theirs.</summary>
internal sealed class Served : IAsyncDisposable
{
    private static int _count = 900_000_000;
    private readonly NinePServer _server;

    private Served(string name, int processId, NinePServer server)
    {
        Name = name;
        ProcessId = processId;
        _server = server;
    }

    public string Name { get; }

    public int ProcessId { get; }

    public string Address => _server.Address!.ToString();

    public NinePServerStatistics Statistics => _server.Statistics;

    /// <summary>A name that no other program of this machine has.</summary>
    public static string NewName() => $"Cli{Guid.NewGuid().ToString("N")[..8]}";

    public static async Task<Served> StartAsync(Scratch runtime, string name, Node root)
    {
        var processId = Interlocked.Increment(ref _count);
        var directory = runtime["objectfs"];
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return await StartAsync(name, processId, root, new NinePServerOptions { Address = NinePAddress.Unix(Path.Combine(directory, $"{name}-{processId}.9p")) });
    }

    public static async Task<Served> StartAsync(string name, int processId, Node root, NinePServerOptions options) =>
        new(name, processId, await NinePServer.StartAsync(root, options, logger: null, TestContext.Current.CancellationToken));

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
