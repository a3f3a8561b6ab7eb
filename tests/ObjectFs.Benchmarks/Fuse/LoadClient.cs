using System.Globalization;
using ObjectFs.Benchmarks.Load;

namespace ObjectFs.Benchmarks.Fuse;

/// <summary>Runs <c>peer/load.c</c>, the same for every server.</summary>
internal sealed class LoadClient(string program)
{
    /// <summary>Does one operation over and over.</summary>
    /// <exception cref="BenchmarkException">The server refused it; the message says what and why.</exception>
    public async Task<Measurement> RunAsync(ServerProcess server, Operation operation, double seconds, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-s", Text(seconds), "-b", Text(operation.Block), "-w", operation.Text, "-p", Text(server.Id),
            operation.Verb, Path.Combine(server.MountPoint, operation.Directory), .. operation.Files,
        ];
        var allocated = await server.ReadAllocatedAsync(cancellationToken);
        var line = await Command.RunAsync(program, arguments, $"({operation.Name} on {server.Name})", cancellationToken);
        return Measurement.Parse(line) with { Allocated = await server.ReadAllocatedAsync(cancellationToken) - allocated };
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
