using System.Diagnostics;
using System.Net.Sockets;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

/// <summary>An empty directory that a real server serves, and a client of it.</summary>
internal sealed class Served : IAsyncDisposable
{
    public const string Diod = "diod";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("objectfs-9p-").FullName;
    private NinePServer? _server;
    private Process? _diod;

    private Served()
    {
    }

    public NinePAddress Address { get; private set; } = null!;

    public NinePClient Client { get; private set; } = null!;

    public Node Root => Client.Tree;

    public NinePServerStatistics Statistics => _server!.Statistics;

    public static TheoryData<string> All => ["Linux", "Unix", "Plan9", Diod];

    /// <summary>Those that have symbolic links.</summary>
    public static TheoryData<string> WithLinks => ["Linux", "Unix", Diod];

    public int MaxFids { get; private init; } = 16_384;

    public static async Task<Served> StartAsync(string server, Node? root = null, int maxFids = 16_384)
    {
        Served served = new() { MaxFids = maxFids };
        served.Address = NinePAddress.Unix(Path.Combine(served._folder, "socket"));
        NinePClientOptions options = server == Diod ? await served.StartDiodAsync() : await served.StartOursAsync(server, root);
        served.Client = await NinePClient.ConnectAsync(served.Address, options);
        return served;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        if (_diod is not null)
        {
            _diod.Kill();
            await _diod.WaitForExitAsync();
            _diod.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<NinePClientOptions> StartOursAsync(string dialect, Node? root)
    {
        _server = await NinePServer.StartAsync(root ?? new MemoryVolume().CreateRoot(), new() { Address = Address, TellsSizes = true, MaxFids = MaxFids }, null, default);
        return new() { Dialect = Enum.Parse<NinePDialect>(dialect), MessageSize = 65536 };
    }

    /// <summary>The file of a socket is there before anybody listens.</summary>
    private async Task<bool> ListensAsync()
    {
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Address.Path!));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task<NinePClientOptions> StartDiodAsync()
    {
        const string Program = "/usr/sbin/diod";
        Assert.SkipUnless(File.Exists(Program), "diod is not installed: apt-get install diod");
        var export = Path.Combine(_folder, "export");
        Directory.CreateDirectory(export);
        _diod = Process.Start(new ProcessStartInfo(Program, ["-f", "-n", "-L", Path.Combine(_folder, "log"), "-l", Address.Path!, "-e", export]))!;

        // nothing tells of another process that begins to listen
        for (var since = Stopwatch.StartNew(); !await ListensAsync(); await Task.Delay(10))
            Assert.True(since.Elapsed < Patience, $"diod does not listen at {Address} after {Patience.TotalSeconds} s");
        return new() { AttachName = export };
    }
}
