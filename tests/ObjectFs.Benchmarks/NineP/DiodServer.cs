using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ObjectFs.Benchmarks.Load;

namespace ObjectFs.Benchmarks.NineP;

/// <summary>Debian's diod, which serves a directory.</summary>
internal sealed class DiodServer : Contender
{
    public const string DiodName = "diod";

    public const string Remedy = "diod is not here: nothing to compare with. On Debian and Ubuntu: apt-get install diod";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // it does not notice when whoever started it has gone; this shell does, and says which process it is
    private const string Guard = "\"$@\" 1>&2 & echo $!; cat >/dev/null; kill $!; wait";

    private readonly Dialogue _shell;
    private readonly int _process;

    private DiodServer(Dialogue shell, int process, string socket, int port, string export)
        : base(DiodName, socket, port, export)
    {
        _shell = shell;
        _process = process;
    }

    public override int Id => _process;

    /// <summary>Where it is installed; ordinary users' PATH does not lead there.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin")
        .Select(directory => Path.Combine(directory, "diod")).FirstOrDefault(File.Exists);

    /// <summary>Starts and waits until it serves.</summary>
    /// <param name="program">Path of diod.</param>
    /// <param name="directory">Where its socket goes.</param>
    /// <param name="export">What it serves.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BenchmarkException">It does not serve.</exception>
    public static async Task<DiodServer> StartAsync(string program, string directory, string export, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var socket = Path.Combine(directory, "diod.9p");
        var port = FreePort();
        var shell = Dialogue.Start(DiodName, "/bin/sh",
        [
            "-c", Guard, "sh", program, "-f", "-n", "-N", "-c", "/dev/null", "-L", Path.Combine(directory, "log"),
            "-l", socket, "-l", FormattableString.Invariant($"127.0.0.1:{port}"), "-e", export,
        ]);
        try
        {
            var server = new DiodServer(shell, int.Parse(await shell.HearAsync(cancellationToken), CultureInfo.InvariantCulture), socket, port, export);
            await ReachAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
            await ReachAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
            return server;
        }
        catch
        {
            await shell.DisposeAsync();
            throw;
        }
    }

    public override ValueTask DisposeAsync() => _shell.DisposeAsync();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task ReachAsync(EndPoint address, CancellationToken cancellationToken)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(10, cancellationToken))
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(address, cancellationToken);
                return;
            }
            catch (SocketException exception)
            {
                if (Stopwatch.GetElapsedTime(started) > Patience)
                    throw new BenchmarkException($"diod does not serve at {address}: {exception.Message}");
            }
        }
    }
}
