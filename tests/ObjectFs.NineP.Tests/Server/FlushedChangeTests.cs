using ObjectFs.Tests.Shared;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>flush(5), of what changes something: it is answered first, or not made.</summary>
public sealed class FlushedChangeTests
{
    [Theory, EveryDialect]
    public async Task A_change_that_takes_long_is_answered_before_its_flush_all_the_same(NinePDialect dialect)
    {
        ManualTime time = new();
        Gate writing = new(heedsCancellation: false), making = new(heedsCancellation: false);
        StubFile made = new(3);
        StubDirectory root = new()
        {
            ["f"] = new StubFile(2) { Handle = () => StubHandle.Behind(writing) },
            OnCreate = async (_, token) => await making.PassAsync(token) is var errno && errno != Errno.None ? errno : new CreatedFile(made, new StubHandle()),
        };
        var (rig, client) = await Rig.BeginAsync(dialect, root, new() { Time = time });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OWRITE, "f");
        var directory = await client.FindAsync([]);
        foreach (var (gate, type, body) in new[]
        {
            (writing, Op.Write, RawClient.WriteBody(fid, 0, "text"u8.ToArray())), (making, client.CreateType, client.CreateBody(directory, "new"u8.ToArray())),
        })
        {
            await client.SendAsync(body.Frame(type, 800));
            await gate.Entered;
            await client.SendAsync(new Body().U16(800).Frame(Op.Flush, 801));
            await gate.Cancelled;
            time.Advance(TimeSpan.FromMinutes(10));
            await client.PingAsync();
            gate.Open();
            var answer = await client.ReceiveAsync();
            Assert.Equal((800, type + 1), (answer.Tag, answer.Type));
            Assert.Equal(801, (await client.ReceiveAsync()).Tag);
        }
    }

    [Theory, EveryDialect]
    public async Task A_walk_that_was_flushed_binds_only_where_it_is_answered(NinePDialect dialect)
    {
        foreach (var heeds in new[] { true, false })
        {
            Gate gate = new(heeds);
            StubFile file = new(2);
            StubDirectory root = new() { OnLookup = async (_, token) => await gate.PassAsync(token) is var errno && errno != Errno.None ? errno : file };
            var (rig, client) = await Rig.BeginAsync(dialect, root);
            await using var _ = rig;
            await client.SendAsync(RawClient.WalkBody(0, 50, "x"u8.ToArray()).Frame(Op.Walk, 800));
            await gate.Entered;
            await client.SendAsync(new Body().U16(800).Frame(Op.Flush, 801));
            await gate.Cancelled;
            gate.Open();
            var first = await client.ReceiveAsync();
            var isBound = first.Type == Op.Walk + 1;
            if (first.Tag == 800)
                Assert.Equal(801, (await client.ReceiveAsync()).Tag);
            Assert.Equal(isBound, await client.IsBoundAsync(50));
        }
    }

    [Theory, EveryDialect]
    public async Task What_has_changed_something_is_answered_before_its_flush(NinePDialect dialect)
    {
        // the node does not look at its cancellation: the file is made, and the client has to know
        Gate gate = new(heedsCancellation: false);
        StubFile file = new(2);
        StubDirectory root = new() { OnCreate = async (_, token) => await gate.PassAsync(token) is var errno && errno != Errno.None ? errno : new CreatedFile(file, new StubHandle()) };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var fid = await client.FindAsync([]);
        await client.SendAsync(client.CreateBody(fid, "new"u8.ToArray()).Frame(client.CreateType, 800));
        await gate.Entered;
        await client.SendAsync(new Body().U16(800).Frame(Op.Flush, 801));
        await gate.Cancelled;
        gate.Open();
        var answer = await client.ReceiveAsync();
        Assert.Equal((800, client.CreateType + 1), (answer.Tag, answer.Type));
        Assert.Equal(801, (await client.ReceiveAsync()).Tag);
        Assert.Equal(8, (await client.StatAsync(fid)).Kind);
    }

    [Theory, EveryDialect]
    public async Task A_write_that_was_made_is_answered_before_its_flush(NinePDialect dialect)
    {
        Gate gate = new(heedsCancellation: false);
        StubDirectory root = new() { ["f"] = new StubFile(2) { Handle = () => StubHandle.Behind(gate) } };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OWRITE, "f");
        await client.SendAsync(RawClient.WriteBody(fid, 0, "text"u8.ToArray()).Frame(Op.Write, 800));
        await gate.Entered;
        await client.SendAsync(new Body().U16(800).Frame(Op.Flush, 801));
        await gate.Cancelled;
        gate.Open();
        var answer = await client.ReceiveAsync();
        Assert.Equal((800, Op.Write + 1), (answer.Tag, answer.Type));
        Assert.Equal(801, (await client.ReceiveAsync()).Tag);
    }

    [Theory, EveryDialect]
    public async Task A_write_that_waits_for_its_turn_is_flushed_without_being_made(NinePDialect dialect)
    {
        Gate gate = new();
        StubDirectory root = new() { ["f"] = new StubFile(2) { Handle = () => StubHandle.Behind(gate) } };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OWRITE, "f");
        await client.SendAsync(RawClient.WriteBody(fid, 0, "one"u8.ToArray()).Frame(Op.Write, 800));
        await gate.Entered;
        await client.SendAsync(RawClient.WriteBody(fid, 0, "two"u8.ToArray()).Frame(Op.Write, 801));
        await client.FlushAsync(801);
        Assert.Equal(1, gate.Entries);
        gate.Open();
        Assert.Equal(3u, (await client.ReceiveAsync(800)).U32(0));
        await client.PingAsync();
        Assert.Equal(1, gate.Entries);
        Assert.Equal(5u, (await client.WriteAsync(fid, 0, "three").Succeeds()).U32(0));
    }
}
