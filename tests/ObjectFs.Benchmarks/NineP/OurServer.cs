using System.Globalization;
using ObjectFs.Benchmarks.Load;

namespace ObjectFs.Benchmarks.NineP;

/// <summary>This program again, as <see cref="NinePService"/>.</summary>
internal sealed class OurServer : Contender
{
    public const string OurName = "ObjectFs";

    private readonly Dialogue _process;
    private readonly string _directory;

    private OurServer(Dialogue process, string directory, int port)
        : base(OurName, Path.Combine(directory, NinePService.MemorySocket), port, attachName: "")
    {
        _process = process;
        _directory = directory;
    }

    public override int Id => _process.Id;

    /// <summary>Where objects are served.</summary>
    public string ObjectsAddress => Path.Combine(_directory, NinePService.ObjectsSocket);

    /// <summary>Bytes of memory that the process occupies.</summary>
    public long ResidentBytes
    {
        get
        {
            var line = File.ReadLines(FormattableString.Invariant($"/proc/{Id}/status")).First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <summary>Starts and waits until it serves.</summary>
    /// <exception cref="BenchmarkException">It does not; the message is its own.</exception>
    public static async Task<OurServer> StartAsync(string directory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var process = Dialogue.Start(OurName, Self.Program, [.. Self.Arguments, "serve-9p", directory]);
        try
        {
            return new(process, directory, int.Parse(await process.HearAsync(cancellationToken), CultureInfo.InvariantCulture));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public override async Task<long> ReadAllocatedAsync(CancellationToken cancellationToken)
    {
        await _process.SayAsync("");
        return long.Parse(await _process.HearAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    public override ValueTask DisposeAsync() => _process.DisposeAsync();
}
