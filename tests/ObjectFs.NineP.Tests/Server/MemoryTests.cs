using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>What a client may cost. Nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    [Theory, EveryDialect]
    public async Task A_flood_of_fids_is_refused_and_costs_little(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var refused = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (uint first = 1; first < 40_000; first += 200)
        {
            await client.SendAsync(Enumerable.Range(0, 200).Select(at => RawClient.WalkBody(0, first + (uint)at).Frame(Op.Walk, (ushort)at)));
            for (var i = 0; i < 200; i++)
                refused += (await client.ReceiveAsync()).IsError ? 1 : 0;
        }

        Assert.InRange(refused, 1, 40_000);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 32 << 20);
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task A_flood_of_fids_with_long_paths_is_refused_and_costs_little(NinePDialect dialect)
    {
        StubDirectory root = new();
        var name = new string('x', 255);
        root[name] = root;
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var names = Enumerable.Repeat(System.Text.Encoding.ASCII.GetBytes(name), 15).ToArray();
        for (var depth = 0; depth < 120; depth += names.Length)
            Assert.Equal(names.Length, (await client.WalkAsync((uint)depth, (uint)(depth + names.Length), names).Succeeds()).Ids.Length);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var refused = 0;
        for (uint first = 1000; first < 9000; first += 200)
        {
            await client.SendAsync(Enumerable.Range(0, 200).Select(at => RawClient.WalkBody(120, first + (uint)at).Frame(Op.Walk, (ushort)at)));
            for (var i = 0; i < 200; i++)
                refused += (await client.ReceiveAsync()).IsError ? 1 : 0;
        }

        Assert.InRange(refused, 1, 7900);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 32 << 20);

        // there is room for a short one, and for another long one when one is gone
        await client.WalkAsync(0, 500, Array.Empty<string>()).Succeeds();
        await client.WalkAsync(120, 501, Array.Empty<string>()).Refused(Errno.ENFILE);
        await client.ClunkAsync(1000).Succeeds();
        await client.WalkAsync(120, 501, Array.Empty<string>()).Succeeds();
    }

    [Fact]
    public async Task An_attribute_of_a_terabyte_is_refused_at_once()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        var before = GC.GetTotalMemory(false);
        foreach (var size in new[] { 65537UL, 1UL << 31, 1UL << 32, 1UL << 40, 1UL << 63, ulong.MaxValue })
            await client.CallAsync(Op.XattrCreate, new Body().U32(fid).Text("user.x").U64(size).U32(0)).Refused(Errno.E2BIG, Errno.ENOSPC, Errno.EINVAL, Errno.EFBIG, Errno.ERANGE);
        Assert.InRange(GC.GetTotalMemory(false) - before, long.MinValue, 8 << 20);
        await client.OpenAsync(fid).Succeeds();
    }

    [Fact]
    public async Task A_flood_of_attributes_costs_no_more_than_a_connection_may()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 2000; i++)
        {
            var fid = await client.FindAsync("hello");
            if ((await client.CallAsync(Op.XattrCreate, new Body().U32(fid).Text("user.x").U64(65536).U32(0))).IsError)
                break;
            if ((await client.WriteAsync(fid, 0, new byte[60000])).IsError)
                break;
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 32 << 20);
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task Requests_that_wait_keep_no_more_bytes_than_a_connection_may(NinePDialect dialect)
    {
        const int Sent = 64;
        Gate gate = new();
        StubDirectory root = new() { OnLookup = async (_, token) => await gate.PassAsync(token) is var errno && errno != Errno.None ? errno : new StubFile(2) };
        await using var rig = await Rig.StartAsync(root);
        var client = await rig.ConnectAsync(dialect, 1 << 20);

        // the first name waits, those after it lie in the frame meanwhile
        byte[][] names = [[(byte)'x'], .. Enumerable.Repeat(new byte[60_000], 15)];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var refused = 0;
        for (uint fid = 1; fid <= Sent; fid++)
            await client.SendAsync(RawClient.WalkBody(0, fid, names).Frame(Op.Walk, (ushort)fid));

        // what is refused is answered at once, and a small request after all of them
        await client.SendAsync(client.StatBody(0).Frame(client.StatType, 1000));
        while (await client.ReceiveAsync() is { Tag: not 1000 } answer)
            refused += answer.IsError ? 1 : 0;
        Assert.InRange(gate.Inside, 2, 8);
        Assert.Equal(Sent, gate.Inside + refused);
        names = [];
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 << 20);
        gate.Open();
        for (var waited = Sent - refused; waited > 0; waited--)
            await client.ReceiveAsync();

        // what was held is given back
        await client.WalkAsync(0, 500, [[(byte)'x'], .. Enumerable.Repeat(new byte[60_000], 15)]).Succeeds();
    }

    [Theory, EveryDialect]
    public async Task A_client_that_does_not_read_its_answers_is_not_asked_for_more_and_costs_little(NinePDialect dialect)
    {
        var root = Rig.Tree();
        root.AddFile("big", new byte[65536]);
        var options = new NinePServerOptions { MaxQueuedBytes = 4 << 20 };
        await using var rig = await Rig.StartAsync(root, options);
        var other = await rig.ConnectAsync(dialect);
        var client = await rig.ConnectAsync(dialect);
        var fid = await client.OpenedAsync(RawClient.OREAD, "big");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var sent = 0;
        using CancellationTokenSource full = new();
        var flood = Task.Run(async () =>
        {
            // 20 000 answers of 60 KB; what is read of the questions stops when the answers do not leave
            for (; sent < 20_000; sent++)
                await client.WriteAsync(RawClient.ReadBody(fid, 0, 60_000).Frame(Op.Read, (ushort)(sent % 60_000)), full.Token);
        });
        for (var i = 0; i < 200; i++)
            await other.PingAsync();
        var last = -1;
        await Eventually.IsAsync(true, async () =>
        {
            await other.PingAsync();
            await Task.Delay(50);
            var stands = last == Volatile.Read(ref sent);
            last = Volatile.Read(ref sent);
            return stands || flood.IsCompleted;
        });
        Assert.False(flood.IsCompleted, "Everything was taken although nothing was read.");
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, options.MaxQueuedBytes * 4);
        await other.PingAsync();
        await full.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flood);
        await client.DisposeAsync();
        await rig.Serving.WaitAsync(RawClient.Patience);
        await other.PingAsync();
    }
}
