using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>write(5).</summary>
public sealed class WriteTests
{
    [Theory, EveryDialect]
    public async Task What_is_written_is_read(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.ORDWR, "hello");
        Assert.Equal(5u, (await client.WriteAsync(fid, 7, "earth").Succeeds()).U32(0));
        Assert.Equal("hello, earth\n", await client.TextAsync("hello"));
        Assert.Equal(4u, (await client.WriteAsync(fid, 13, "more").Succeeds()).U32(0));
        Assert.Equal("hello, earth\nmore"u8.ToArray(), (await client.ReadAsync(fid).Succeeds()).Data);
    }

    [Theory, EveryDialect]
    public async Task A_write_of_all_that_a_message_holds_is_taken_whole(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OWRITE, "empty");
        var data = new byte[client.MessageSize - 23];
        new Random(1).NextBytes(data);
        Assert.Equal((uint)data.Length, (await client.WriteAsync(fid, 0, data).Succeeds()).U32(0));
        Assert.Equal((ulong)data.Length, (await client.StatAsync("empty")).Size);
    }

    [Theory, EveryDialect]
    public async Task A_write_of_nothing_is_one(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OWRITE, "hello");
        Assert.Equal(0u, (await client.WriteAsync(fid, 0, "").Succeeds()).U32(0));
        Assert.Equal("hello, world\n", await client.TextAsync("hello"));
    }

    [Theory, EveryDialect]
    public async Task No_offset_overflows(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OWRITE, "hello");
        foreach (var offset in new ulong[] { long.MaxValue, long.MaxValue - 1, 1UL << 63, ulong.MaxValue - 2, ulong.MaxValue })
            await client.WriteAsync(fid, offset, "text").Refused(Errno.EFBIG, Errno.EINVAL, Errno.ENOSPC);
        Assert.Equal("hello, world\n", await client.TextAsync("hello"));
    }

    [Theory, EveryDialect]
    public async Task A_count_that_is_not_that_of_the_data_writes_nothing(NinePDialect dialect)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        foreach (var count in new uint[] { 0, 1, 3, 5, 4096, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, uint.MaxValue })
        {
            var client = await rig.ConnectAsync(dialect);
            var fid = await client.OpenedAsync(RawClient.OWRITE, "hello");
            await client.SendAsync(new Body().U32(fid).U64(0).U32(count).Raw("HEAR"u8.ToArray()).Frame(Op.Write, 500));
            Assert.True(await client.IsRefusedOrEndedAsync(), $"count {count}");
        }

        Assert.Equal("hello, world\n", await (await rig.ConnectAsync(dialect)).TextAsync("hello"));
    }

    [Theory, EveryDialect]
    public async Task What_is_not_open_to_write_is_not_written(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        await client.WriteAsync(await client.FindAsync("hello"), 0, "x").Refused(Errno.EBADF, Errno.EINVAL);
        await client.WriteAsync(await client.OpenedAsync(RawClient.OREAD, "hello"), 0, "x").Refused(Errno.EBADF);
        await client.WriteAsync(await client.OpenedAsync(RawClient.OREAD, "dir"), 0, "x").Refused(Errno.EBADF, Errno.EISDIR);
        Assert.Equal("hello, world\n", await client.TextAsync("hello"));
    }

    [Theory, EveryDialect]
    public async Task A_value_that_cannot_be_is_refused_by_the_write(NinePDialect dialect)
    {
        StubHandle handle = new() { OnWrite = static (_, _, _) => new(new Failure(Errno.EINVAL, "Speed: 'abc' is not a number between 0 and 120")) };
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["Speed"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var answer = await client.WriteAsync(await client.OpenedAsync(RawClient.OWRITE, "Speed"), 0, "abc\n").Refused(Errno.EINVAL);
        if (!client.IsLinux)
            Assert.Equal("Speed: 'abc' is not a number between 0 and 120", answer.Sentence);
    }

    [Theory, EveryDialect]
    public async Task A_write_that_takes_nothing_is_an_error(NinePDialect dialect)
    {
        // there are clients that would try for ever
        StubDirectory root = new()
        {
            ["nothing"] = new StubFile(2) { Handle = static () => new StubHandle { OnWrite = static (_, _, _) => new(0) } },
            ["more"] = new StubFile(3) { Handle = static () => new StubHandle { OnWrite = static (_, data, _) => new(data.Length + 1) } },
            ["less than nothing"] = new StubFile(4) { Handle = static () => new StubHandle { OnWrite = static (_, _, _) => new(-1) } },
            ["throws"] = new StubFile(5) { Handle = static () => new StubHandle { OnWrite = static (_, _, _) => throw new InvalidOperationException("no") } },
        };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        foreach (var name in new[] { "nothing", "more", "less than nothing", "throws" })
            await client.WriteAsync(await client.OpenedAsync(RawClient.OWRITE, name), 0, "x").Refused(Errno.EIO);
    }

    [Theory, EveryDialect]
    public async Task Writes_of_one_fid_come_one_at_a_time_and_in_order(NinePDialect dialect)
    {
        var inside = 0;
        var most = 0;
        List<long> offsets = [];
        StubHandle handle = new()
        {
            OnWrite = async (offset, data, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                offsets.Add(offset);
                Interlocked.Decrement(ref inside);
                return data.Length;
            },
        };
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OWRITE, "f");
        await client.SendAsync(Enumerable.Range(0, 200).Select(at => RawClient.WriteBody(fid, (ulong)at, [1]).Frame(Op.Write, (ushort)(at + 1000))));
        for (var i = 0; i < 200; i++)
            Assert.False((await client.ReceiveAsync()).IsError);
        Assert.Equal(1, most);
        Assert.Equal(Enumerable.Range(0, 200).Select(static at => (long)at), offsets);
    }

    [Fact]
    public async Task What_Linux_appends_goes_to_the_end_whatever_it_says()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.LopenAsync(fid, 0x401).Succeeds();
        await client.WriteAsync(fid, 0, "one").Succeeds();
        await client.WriteAsync(fid, ulong.MaxValue, "two");
        await client.WriteAsync(fid, 3, "three").Succeeds();
        Assert.StartsWith("hello, world\none", await client.TextAsync("hello"), StringComparison.Ordinal);
        Assert.EndsWith("three", await client.TextAsync("hello"), StringComparison.Ordinal);
    }

    [Theory, EveryDialect]
    public async Task What_was_written_stands_there_whatever_comes_next(NinePDialect dialect)
    {
        // the frame's memory is another's as soon as the call is over
        List<byte[]> seen = [];
        StubHandle handle = new()
        {
            OnWrite = async (_, data, _) =>
            {
                await Task.Yield();
                lock (seen)
                    seen.Add(data.ToArray());
                return data.Length;
            },
        };
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var fids = new uint[50];
        for (var i = 0; i < fids.Length; i++)
            fids[i] = await client.OpenedAsync(RawClient.OWRITE, "f");
        await client.SendAsync(fids.Select((fid, at) => RawClient.WriteBody(fid, 0, [.. Enumerable.Repeat((byte)at, 500)]).Frame(Op.Write, (ushort)(at + 1000))));
        for (var i = 0; i < fids.Length; i++)
            Assert.Equal(500u, (await client.ReceiveAsync()).U32(0));
        Assert.All(seen, static data => Assert.Single(data.Distinct()));
        Assert.Equal(Enumerable.Range(0, 50), seen.Select(static data => (int)data[0]).Order());
    }
}
