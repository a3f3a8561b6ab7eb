namespace ObjectFs.NineP.Tests.Fuzz;

/// <summary>No input ends the process, holds up another connection or makes memory grow. Nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(FuzzTests), DisableParallelization = true)]
[Collection(nameof(FuzzTests))]
public sealed class FuzzTests
{
    [Fact]
    public Task Bytes_and_mutilated_sessions_do_no_harm() => Campaign.RunAsync(new FuzzTree(), static async (rig, random) =>
    {
        await using var client = await rig.OpenAsync();
        await PlayAsync(client, Mutation.Segments(random));
        await rig.Serving.WaitAsync(RawClient.Patience);
    });

    [Fact]
    public Task Every_sample_of_the_corpus_is_served_as_it_stands() => Campaign.RunAsync(new FuzzTree(), static async (rig, random) =>
    {
        var answers = 0;
        foreach (var sample in Sample.All)
        {
            await using var client = await rig.OpenAsync();
            answers += await PlayAsync(client, sample);
        }

        // one that ends with no frame may be ended before its answers have come
        Assert.InRange(answers, 100, 1000);
    });

    [Fact]
    public Task Frames_of_the_right_shape_with_hostile_values_are_each_answered() => Campaign.RunAsync(new FuzzTree(), static async (rig, random) =>
    {
        var dialect = (NinePDialect)random.Next(3);
        await using var client = await rig.ConnectAsync(dialect);

        // those of them that earlier attempts have left there
        foreach (var (fid, names) in new (uint, string[])[] { (1, ["memory"]), (2, ["memory", "hello"]), (3, ["memory", "dir"]), (4, ["fast"]) })
            await client.WalkAsync(0, fid, names);
        var types = Op.Of(dialect);
        for (var turn = 0; turn < 20; turn++)
        {
            // what waits for ever is not asked to
            var frames = Enumerable.Range(0, 10).Select(at => Frame(types[random.Next(types.Count)], (ushort)(100 + at))).ToList();
            await client.SendAsync(frames);
            for (var i = 0; i < frames.Count; i++)
                await client.ReceiveAsync();
        }

        byte[] Frame(byte type, ushort tag)
        {
            while (true)
            {
                var frame = Hostile.Body(type, dialect, random).Frame(type, tag);
                if (frame.Length <= client.MessageSize && frame.AsSpan().IndexOf("waits"u8) < 0 && type is not Op.Flush)
                    return frame;
                type = Op.Walk;
            }
        }
    });

    [Fact]
    public async Task Sessions_in_a_hostile_order_leave_nothing_behind()
    {
        FuzzTree tree = new();
        await Campaign.RunAsync(tree, static async (rig, random) =>
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => random.Next()).ToList().Select(async seed =>
            {
                await using var client = await rig.OpenAsync();
                await HostileSession.RunAsync(client, new Random(seed));
            }));
        });
    }

    /// <summary>Sends everything, and hears the server out.</summary>
    private static async Task<int> PlayAsync(RawClient client, IEnumerable<byte[]> segments)
    {
        var drain = client.DrainAsync();
        try
        {
            foreach (var segment in segments)
                await client.SendBytesAsync(segment);
            client.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            // the server has ended it, as it should
        }

        return await drain;
    }
}
