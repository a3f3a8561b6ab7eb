using ObjectFs.Benchmarks.Load;
using ObjectFs.Benchmarks.Reporting;

namespace ObjectFs.Benchmarks.NineP;

/// <summary>What our server is measured at without a counterpart.</summary>
internal static class Alone
{
    private const int Idle = 200;
    private const double WarmUp = 2;

    // what a published 9P file server for Python objects does: cats a second, and seconds for a listing of 1000 objects
    private const double PyvfsCats = 731;
    private const double PyvfsListing = 0.5;

    // Twalk, Tlopen, two Treads, Tclunk
    private const int RoundTripsOfCat = 5;

    private static readonly Operation s_cat = new("cat of a property", "cat", "Row/1/Value");
    private static readonly Operation s_list = new("listing of 1000 objects", "readdir", "Row");
    private static readonly Operation s_get = new("read of a property", "open-read", "Row/1/Value");
    private static readonly Operation s_ping = new("ping", "ping", "Row/1/Value");

    public static async Task RunAsync(Report report, LoadClient client, string directory, Settings settings, CancellationToken cancellationToken)
    {
        await using (var server = await OurServer.StartAsync(Path.Combine(directory, "alone"), cancellationToken))
        {
            await AllocationsAsync(report, client, server, settings, cancellationToken);
            await SlowGetterAsync(report, client, server, settings, cancellationToken);
            await ObjectsAsync(report, client, server, settings, cancellationToken);
        }

        await ConnectionsAsync(report, client, directory, settings, cancellationToken);
    }

    private static async Task AllocationsAsync(Report report, LoadClient client, OurServer server, Settings settings, CancellationToken cancellationToken)
    {
        report.Section("9P: managed memory allocated in steady state");
        var table = new Table(1, "operation", "under way", "operations", "bytes an operation");
        foreach (var operation in Operations.Steady)
        {
            // code that has not been compiled for good allocates what it will not later
            await client.RunAsync(server, operation, WarmUp, cancellationToken);
            var samples = new Samples();
            for (var round = 0; round < settings.Rounds; round++)
                samples.Add(await client.RunSteadyAsync(server, operation, settings.Seconds, cancellationToken));
            var allocated = samples.Median(round => (double)round.Allocated / round.Operations);
            table.Add(operation.Name, $"{operation.Depth}", Figures.Of(samples.Median(round => round.Operations)), Figures.Of(allocated));

            // the question what was allocated allocates itself
            report.Add(Goal.AtMost($"9P {operation.Name}, {operation.Depth} under way: managed bytes allocated an operation", allocated, 0.1, " B"));
        }

        report.Write(table);
    }

    private static async Task SlowGetterAsync(Report report, LoadClient client, OurServer server, Settings settings, CancellationToken cancellationToken)
    {
        report.Section("9P: other clients while one holds a getter of 1.9 s");
        var table = new Table(1, "operation", "p50 before", "p50 with", "p99 before", "p99 with");
        foreach (var operation in (Operation[])[s_ping, s_get])
        {
            Samples before = new(), with = new();
            for (var round = 0; round <= settings.Rounds; round++)
            {
                var alone = await MeasureAsync();
                await using var slow = await client.StayAsync(server, server.ObjectsAddress, new("", "park", "Sluggish/1/Value"), cancellationToken);
                var beside = await MeasureAsync();
                if (round == 0)
                    continue;
                before.Add(alone);
                with.Add(beside);
            }

            table.Add(operation.Name, Figures.Of(P50(before)), Figures.Of(P50(with)), Figures.Of(before.P99), Figures.Of(with.P99));
            report.Add(Goal.AtMost($"9P {operation.Name} while another holds a slow getter: p99 to p99 without", with.P99 / before.P99, 1.25, "x"));
            Task<Measurement> MeasureAsync() => client.RunAsync(server, server.ObjectsAddress, operation, settings.Seconds, cancellationToken);
        }

        report.Write(table);
    }

    private static async Task ObjectsAsync(Report report, LoadClient client, OurServer server, Settings settings, CancellationToken cancellationToken)
    {
        Samples cats = new(), listings = new(), echoes = new();
        for (var round = 0; round <= settings.Rounds; round++)
        {
            var cat = await client.RunAsync(server, server.ObjectsAddress, s_cat, settings.Seconds, cancellationToken);
            var echo = await client.EchoAsync(settings.Seconds, cancellationToken);
            var list = await client.RunAsync(server, server.ObjectsAddress, s_list, settings.Seconds, cancellationToken);
            if (round == 0)
                continue;
            cats.Add(cat);
            echoes.Add(echo);
            listings.Add(list);
        }

        var rate = cats.Median(round => round.OperationsPerSecond);
        var seconds = P50(listings) / 1e6;
        var bare = echoes.Median(round => round.OperationsPerSecond) / RoundTripsOfCat;
        report.Section("9P: objects, beside what pyvfs has published");
        report.Say($"cat of a property: {Figures.Of(rate)}/s (pyvfs {PyvfsCats}/s); listing of {listings.Entries:0} names, {NinePService.Objects} of them objects: {Figures.Of(seconds * 1000)} ms (pyvfs {PyvfsListing * 1000} ms)");
        report.Say($"a cat is {RoundTripsOfCat} round trips one after the other: between two programs that do nothing else, so many come to {Figures.Of(bare)}/s here, {Figures.Of(bare / PyvfsCats)} times pyvfs's figure");
        report.Add(Goal.AtLeast("9P cat of a property: to pyvfs's published figure", rate / PyvfsCats, 10, "x"));
        report.Add(Goal.AtLeast("9P listing of 1000 objects: to pyvfs's published figure", PyvfsListing / seconds, 10, "x"));
    }

    // each time a server that has not yet grown from other work
    private static async Task ConnectionsAsync(Report report, LoadClient client, string directory, Settings settings, CancellationToken cancellationToken)
    {
        report.Section($"9P: memory of {Idle} idle connections");
        foreach (var transport in Enum.GetValues<Transport>())
        {
            List<double> growth = [];
            for (var round = 0; round < (settings.IsQuick ? 1 : 3); round++)
            {
                await using var server = await OurServer.StartAsync(Path.Combine(directory, "idle"), cancellationToken);
                var hold = new Operation("", "hold", "Small0") { Connections = Idle };
                await (await client.StayAsync(server, server.AddressOf(transport), hold with { Connections = 8 }, cancellationToken)).DisposeAsync();
                var before = server.ResidentBytes;
                await using var idle = await client.StayAsync(server, server.AddressOf(transport), hold, cancellationToken);
                growth.Add((server.ResidentBytes - before) / 1024.0 / Idle);
            }

            report.Say($"{transport}: {Figures.Of(Statistics.Median(growth))} KiB of the process's resident memory each");
            report.Add(Goal.AtMost($"9P idle connection, {transport}: resident memory", Statistics.Median(growth), 1024, " KiB"));
        }
    }

    private static double P50(Samples samples) => samples.Median(round => round.P50) / 1000;
}
