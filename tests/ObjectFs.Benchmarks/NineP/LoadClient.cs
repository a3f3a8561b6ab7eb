using System.Globalization;
using ObjectFs.Benchmarks.Load;

namespace ObjectFs.Benchmarks.NineP;

/// <summary>Runs <c>peer/load9p.c</c>, the same for every server.</summary>
internal sealed class LoadClient(string program, string echo)
{
    private const string Remedy = "The comparison needs a C compiler: on Debian and Ubuntu, apt-get install gcc libc6-dev";

    public static async Task<LoadClient> BuildAsync(CancellationToken cancellationToken) => 
        new(await CSource.CompileAsync("load9p", [], Remedy, cancellationToken), await CSource.CompileAsync("echo", [], Remedy, cancellationToken));

    /// <summary>Round trips between two programs that do nothing else (<c>peer/echo.c</c>): how fast the machine is at that moment. Not a bound: others may be faster.</summary>
    public async Task<Measurement> EchoAsync(double seconds, CancellationToken cancellationToken) =>
        Measurement.Parse(await Command.RunAsync(echo, ["-s", Text(seconds)], "(echo)", cancellationToken));

    /// <summary>Does one operation over and over.</summary>
    /// <exception cref="BenchmarkException">The server refused it; the message says what and why.</exception>
    public Task<Measurement> RunAsync(Contender server, Operation operation, double seconds, CancellationToken cancellationToken) =>
        RunAsync(server, server.AddressOf(operation.Transport), operation, seconds, cancellationToken);

    /// <summary>The same at another address of the server.</summary>
    public async Task<Measurement> RunAsync(Contender server, string address, Operation operation, double seconds, CancellationToken cancellationToken)
    {
        var arguments = Arguments(server, address, operation, seconds);
        return Measurement.Parse(await Command.RunAsync(program, arguments, $"({operation.Name} on {server.Name})", cancellationToken));
    }

    /// <summary>Does it, and finds out what the server allocates meanwhile: connections are made before, and closed after.</summary>
    public async Task<Measurement> RunSteadyAsync(Contender server, Operation operation, double seconds, CancellationToken cancellationToken)
    {
        await using var client = Dialogue.Start("load9p", program, ["-g", .. Arguments(server, server.AddressOf(operation.Transport), operation, seconds)]);
        await client.HearAsync(cancellationToken);
        var before = await server.ReadAllocatedAsync(cancellationToken);
        await client.SayAsync("");
        var measurement = Measurement.Parse(await client.HearAsync(cancellationToken));
        return measurement with { Allocated = await server.ReadAllocatedAsync(cancellationToken) - before };
    }

    /// <summary>Connects and stays, until disposed.</summary>
    /// <param name="server">The server.</param>
    /// <param name="address">Where.</param>
    /// <param name="operation">With the verb <c>hold</c> or <c>park</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IAsyncDisposable> StayAsync(Contender server, string address, Operation operation, CancellationToken cancellationToken)
    {
        var client = Dialogue.Start("load9p", program, Arguments(server, address, operation, seconds: 0));
        try
        {
            await client.HearAsync(cancellationToken);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    private static IEnumerable<string> Arguments(Contender server, string address, Operation operation, double seconds) =>
    [
        "-s", Text(seconds), "-d", Text(operation.Depth), "-m", Text(operation.MessageSize), "-a", server.AttachName, "-n", Text(operation.Size), "-p", Text(server.Id),
        operation.Verb, address, .. operation.Files,
    ];

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
