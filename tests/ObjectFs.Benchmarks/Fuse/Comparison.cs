using ObjectFs.Benchmarks.Load;

namespace ObjectFs.Benchmarks.Fuse;

/// <summary>The figures of every server at every operation.</summary>
internal sealed class Comparison
{
    private readonly Dictionary<(string Server, Operation Operation), Samples> _samples = [];
    private readonly HashSet<string> _complaints = [];

    /// <summary>What went wrong, and what is not comparable.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public Samples Of(string server, Operation operation)
    {
        if (!_samples.TryGetValue((server, operation), out var samples))
            _samples.Add((server, operation), samples = new());
        return samples;
    }

    /// <summary>Runs every operation on every server in every round, each round beginning with another server, so that what else happens on the machine happens to all.</summary>
    public async Task RunAsync(
        LoadClient client, IReadOnlyList<ServerProcess> servers, IReadOnlyList<Operation> operations, Settings settings, CancellationToken cancellationToken)
    {
        // round 0 warms up: files are opened, code is compiled
        for (var round = 0; round <= settings.Rounds; round++)
        {
            foreach (var operation in operations)
            {
                for (var turn = 0; turn < servers.Count; turn++)
                {
                    var server = servers[(turn + round) % servers.Count];
                    if (await MeasureAsync(client, server, operation, settings, cancellationToken) is { } measurement && round > 0)
                        Of(server.Name, operation).Add(measurement);
                }
            }
        }

        foreach (var operation in operations)
            CheckSameWork(operation, servers);
    }

    private async Task<Measurement?> MeasureAsync(
        LoadClient client, ServerProcess server, Operation operation, Settings settings, CancellationToken cancellationToken)
    {
        try
        {
            return await client.RunAsync(server, operation, settings.Seconds, cancellationToken);
        }
        catch (BenchmarkException exception)
        {
            _complaints.Add(exception.Message);
            return null;
        }
    }

    // a server that answers less is not faster
    private void CheckSameWork(Operation operation, IReadOnlyList<ServerProcess> servers)
    {
        var measured = servers.Select(server => Of(server.Name, operation)).Where(samples => !samples.IsEmpty).ToArray();
        foreach (var amounts in (double[][])[[.. measured.Select(samples => samples.Bytes)], [.. measured.Select(samples => samples.Entries)]])
        {
            if (amounts.Length > 1 && amounts.Max() > amounts.Min() * 1.01)
                _complaints.Add($"{operation.Name}: not the same work, {string.Join(" / ", amounts)} bytes or entries an operation");
        }
    }
}
