using ObjectFs.Tests.Shared;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>flush(5). That nothing is answered after its Rflush, the client checks of every frame.</summary>
public sealed class FlushTests
{
    [Theory, EveryDialect]
    public async Task A_tag_that_nobody_uses_is_flushed_at_once(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        foreach (var old in new ushort[] { 999, 0, RawClient.NoTag })
            Assert.Equal(Op.Flush + 1, (await client.FlushAsync(old)).Type);
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task A_flush_of_itself_is_answered(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        await client.SendAsync(new Body().U16(700).Frame(Op.Flush, 700));
        Assert.Equal(Op.Flush + 1, (await client.ReceiveAsync(700)).Type);
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task What_was_answered_already_is_flushed_at_once(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var tag = await client.PostAsync(client.StatType, client.StatBody(0));
        await client.ReceiveAsync(tag);
        Assert.Equal(Op.Flush + 1, (await client.FlushAsync(tag)).Type);
    }

    [Theory, EveryDialect]
    public async Task A_read_that_waits_is_cancelled_and_not_answered(NinePDialect dialect)
    {
        var (rig, client, gate, fid) = await WaitingAsync(dialect);
        await using var _ = rig;
        var tag = await client.PostAsync(Op.Read, RawClient.ReadBody(fid, 0, 10));
        await gate.Entered;
        Assert.Equal(Op.Flush + 1, (await client.FlushAsync(tag)).Type);
        await gate.Cancelled;
        await client.PingAsync();
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task What_does_not_heed_its_cancellation_is_flushed_in_the_end_and_never_answered(NinePDialect dialect)
    {
        Gate gate = new(heedsCancellation: false);
        var handle = StubHandle.Behind(gate);
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        var tag = await client.PostAsync(Op.Read, RawClient.ReadBody(fid, 0, 10));
        await gate.Entered;
        Assert.Equal(Op.Flush + 1, (await client.FlushAsync(tag)).Type);
        gate.Open();
        await Eventually.IsAsync(0, () => gate.Inside);
        await client.PingAsync();
        await client.ClunkAsync(fid).Succeeds();
        await handle.Closed;
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task What_only_looks_is_given_up_when_patience_ends_and_not_before(NinePDialect dialect)
    {
        ManualTime time = new();
        Gate gate = new(heedsCancellation: false);
        StubDirectory root = new() { ["f"] = new StubFile(2) { Handle = () => StubHandle.Behind(gate) } };
        var (rig, client) = await Rig.BeginAsync(dialect, root, new() { Time = time });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        await client.SendAsync(RawClient.ReadBody(fid, 0, 10).Frame(Op.Read, 800));
        await gate.Entered;
        await client.SendAsync(new Body().U16(800).Frame(Op.Flush, 801));
        await gate.Cancelled;
        time.Advance(TimeSpan.FromMilliseconds(499));
        await client.PingAsync();
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(801, (await client.ReceiveAsync()).Tag);
        gate.Open();
        await Eventually.IsAsync(0, () => gate.Inside);
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task Flushes_with_one_tag_are_one(NinePDialect dialect)
    {
        // or a client could make the server keep as many as it likes
        ManualTime time = new();
        Gate gate = new(heedsCancellation: false);
        StubDirectory root = new() { ["f"] = new StubFile(2) { Handle = () => StubHandle.Behind(gate) } };
        var (rig, client) = await Rig.BeginAsync(dialect, root, new() { Time = time });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        await client.SendAsync(RawClient.ReadBody(fid, 0, 10).Frame(Op.Read, 800));
        await gate.Entered;
        await client.SendAsync(Enumerable.Repeat(new Body().U16(800).Frame(Op.Flush, 801), 1000));
        await client.PingAsync();
        gate.Open();
        Assert.Equal(800, (await client.ReceiveAsync()).Tag);
        Assert.Equal(801, (await client.ReceiveAsync()).Tag);
        await client.PingAsync();

        // and the tag is free again
        await client.FlushAsync(800);
        await client.SendAsync(client.StatBody(0).Frame(client.StatType, 801));
        Assert.False((await client.ReceiveAsync(801)).IsError);
    }

    [Theory, EveryDialect]
    public async Task The_tag_of_what_was_flushed_is_free_for_another(NinePDialect dialect)
    {
        var (rig, client, gate, fid) = await WaitingAsync(dialect);
        await using var _ = rig;
        var tag = await client.PostAsync(Op.Read, RawClient.ReadBody(fid, 0, 10));
        await gate.Entered;
        await client.FlushAsync(tag);
        await client.SendAsync(client.StatBody(0).Frame(client.StatType, tag));
        Assert.False((await client.ReceiveAsync(tag)).IsError);
    }

    [Theory, EveryDialect]
    public async Task Many_flushes_of_one_are_answered_in_their_order(NinePDialect dialect)
    {
        var (rig, client, gate, fid) = await WaitingAsync(dialect);
        await using var _ = rig;
        var tag = await client.PostAsync(Op.Read, RawClient.ReadBody(fid, 0, 10));
        await gate.Entered;
        await client.SendAsync(Enumerable.Range(800, 10).Select(at => new Body().U16(tag).Frame(Op.Flush, (ushort)at)));
        List<ushort> order = [];
        while (order.Count < 10)
        {
            var answer = await client.ReceiveAsync();
            if (answer.Tag != tag)
                order.Add(answer.Tag);
        }

        Assert.Equal(Enumerable.Range(800, 10).Select(static at => (ushort)at), order);
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task A_flush_that_is_flushed_is_answered_before_the_one_that_flushed_it_or_not_at_all(NinePDialect dialect)
    {
        Gate gate = new(heedsCancellation: false);
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => StubHandle.Behind(gate) } });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        await client.SendAsync(RawClient.ReadBody(fid, 0, 10).Frame(Op.Read, 800));
        await gate.Entered;
        await client.SendAsync([new Body().U16(800).Frame(Op.Flush, 801), new Body().U16(801).Frame(Op.Flush, 802), new Body().U16(802).Frame(Op.Flush, 803)]);
        gate.Open();
        List<ushort> order = [];
        while (!order.Contains(803))
            order.Add((await client.ReceiveAsync()).Tag);
        Assert.Equal(order.Order(), order);
        await client.PingAsync();
        await client.PingAsync();

        // the read itself as well is over
        await Eventually.IsAsync(0, () => gate.Inside);
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task A_flush_comes_through_where_no_other_request_does(NinePDialect dialect)
    {
        Gate gate = new();
        StubDirectory root = new() { ["f"] = new StubFile(2) { Handle = () => StubHandle.Behind(gate) } };
        var (rig, client) = await Rig.BeginAsync(dialect, root, new() { MaxRequests = 8 });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        for (ushort tag = 800; tag < 808; tag++)
            await client.SendAsync(RawClient.ReadBody(fid, 0, 10).Frame(Op.Read, tag));
        await Eventually.IsAsync(8, () => gate.Inside);
        for (ushort tag = 800; tag < 808; tag++)
            Assert.Equal(Op.Flush + 1, (await client.FlushAsync(tag)).Type);
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task A_request_after_a_flush_that_came_too_late_is_not_cancelled(NinePDialect dialect)
    {
        // the flush races with the end of what it flushes; what uses the same memory next must not feel it
        StubHandle handle = new()
        {
            OnRead = static async (_, _, token) =>
            {
                await Task.Yield();
                return token.IsCancellationRequested ? Errno.EINTR : 0;
            },
        };
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        for (var i = 0; i < 2000; i++)
        {
            await client.SendAsync([RawClient.ReadBody(fid, 0, 10).Frame(Op.Read, 800), new Body().U16(800).Frame(Op.Flush, 801)]);
            await client.ReceiveAsync(801);
            client.TryTake(800);
            Assert.False((await client.ReadAsync(fid, 0, 10)).IsError, $"turn {i}");
        }
    }

    [Theory, EveryDialect]
    public async Task Requests_and_their_flushes_in_any_order_are_each_answered_once(NinePDialect dialect)
    {
        StubHandle handle = new()
        {
            OnRead = static async (offset, _, token) =>
            {
                if (offset % 3 == 0)
                    return 0;
                try
                {
                    await Task.Delay(offset % 3 == 1 ? 0 : 1, token);
                    await Task.Yield();
                    return 0;
                }
                catch (OperationCanceledException)
                {
                    return Errno.EINTR;
                }
            },
        };
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        for (var turn = 0; turn < 50; turn++)
        {
            List<byte[]> frames = [];
            for (ushort at = 0; at < 40; at++)
            {
                frames.Add(RawClient.ReadBody(fid, at, 10).Frame(Op.Read, (ushort)(1000 + at)));
                frames.Add(new Body().U16(1000 + at).Frame(Op.Flush, (ushort)(2000 + at)));
            }

            await client.SendAsync(frames);
            HashSet<ushort> flushed = [];
            while (flushed.Count < 40)
            {
                var answer = await client.ReceiveAsync();
                Assert.True(answer.Tag < 2000 || flushed.Add(answer.Tag));
            }
        }

        await client.PingAsync();
    }

    private static async Task<(Rig Rig, RawClient Client, Gate Gate, uint Fid)> WaitingAsync(NinePDialect dialect)
    {
        Gate gate = new();
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => StubHandle.Behind(gate) } });
        return (rig, client, gate, await client.OpenedAsync(RawClient.OREAD, "f"));
    }
}
