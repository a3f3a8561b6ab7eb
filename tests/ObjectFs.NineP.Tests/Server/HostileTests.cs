using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>Frames that are none: refused, or the end of that connection; never more.</summary>
public sealed class HostileTests
{
    [Theory, EveryDialect]
    public async Task A_size_that_cannot_be_ends_that_connection_and_no_other(NinePDialect dialect)
    {
        var (rig, other) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        foreach (var size in new uint[] { 0, 1, 4, 6, 65537, 1 << 20, 0x7fff_ffff, 0x8000_0000, uint.MaxValue })
        {
            var client = await rig.ConnectAsync(dialect);
            await client.SendBytesAsync(new Body().U32(size).U8(Op.Clunk).U16(1).U32(0).Bytes);
            Assert.Empty(await client.EndAsync());
            await other.PingAsync();
        }
    }

    [Fact]
    public async Task A_size_that_cannot_be_ends_a_connection_that_has_not_begun()
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        foreach (var size in new uint[] { 0, 6, 8193, 0x7fff_ffff, 0x8000_0000, uint.MaxValue })
        {
            var client = await rig.OpenAsync();
            await client.SendBytesAsync(new Body().U32(size).U8(Op.Version).U16(0xffff).Bytes);
            Assert.Empty(await client.EndAsync());
            await rig.Serving.WaitAsync(RawClient.Patience);
        }
    }

    [Fact]
    public async Task What_is_not_9P_at_all_ends_the_connection()
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        foreach (var text in new[] { "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001", new string('\0', 100) })
        {
            var client = await rig.OpenAsync();
            await client.SendBytesAsync(System.Text.Encoding.UTF8.GetBytes(text));
            Assert.Empty(await client.EndAsync());
        }
    }

    [Theory, EveryDialect]
    public async Task A_body_that_is_cut_off_anywhere_is_refused(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        foreach (var (type, body) in Whole(client))
        {
            for (var length = 0; length < body.Length; length++)
            {
                if (type == Op.Fsync && length == 4)
                    continue;
                await client.SendAsync(new Body().Raw(body[..length]).Frame(type, 900));
                var answer = await client.ReceiveAsync();
                Assert.True(answer.IsError, $"type {type} cut to {length}: {answer}");
            }
        }

        await client.PingAsync();
        Assert.Equal("hello, world\n", await client.TextAsync("hello"));
    }

    [Theory, EveryDialect]
    public async Task A_body_with_more_behind_it_is_refused(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        foreach (var (type, body) in Whole(client))
        {
            foreach (var more in new[] { 1, 2, 3, 100 })
            {
                await client.SendAsync(new Body().Raw(body).Raw(new byte[more]).Frame(type, 900));
                var answer = await client.ReceiveAsync();
                Assert.True(answer.IsError, $"type {type} with {more} more: {answer}");
            }
        }

        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task A_frame_that_ends_with_the_connection_does_nothing(NinePDialect dialect)
    {
        var (rig, other) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var frame = RawClient.WalkBody(0, 1, "hello"u8.ToArray()).Frame(Op.Walk, 1);
        for (var length = 1; length < frame.Length; length++)
        {
            var client = await rig.ConnectAsync(dialect);
            await client.SendBytesAsync(frame.AsMemory(0, length));
            client.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            Assert.Empty(await client.EndAsync());
            await rig.Serving.WaitAsync(RawClient.Patience);
        }

        await other.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task A_string_that_is_longer_than_its_frame_is_refused(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        foreach (var length in new[] { 6, 7, 100, 0x7fff, 0x8000, 0xfff0, 0xffff })
        {
            await client.CallAsync(Op.Walk, new Body().U32(0).U32(50).U16(1).U16(length).Raw("hello"u8.ToArray())).Refused();
            await client.CallAsync(Op.Attach, new Body().U32(50).U32(RawClient.NoFid).U16(length).Raw("hello"u8.ToArray())).Refused();
            await client.CallAsync(client.CreateType, new Body().U32(0).U16(length).Raw("hello"u8.ToArray())).Refused();
        }

        Assert.False(await client.IsBoundAsync(50));
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task A_string_that_ends_within_its_frame_is_refused(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        for (var length = 0; length < 5; length++)
            await client.CallAsync(Op.Walk, new Body().U32(0).U32(50).U16(1).U16(length).Raw("hello"u8.ToArray())).Refused();
        Assert.False(await client.IsBoundAsync(50));
    }

    [Theory, EveryDialect]
    public async Task A_number_of_names_that_is_a_lie_is_refused(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        foreach (var count in new[] { 0, 2, 3, 16, 17, 1000, 0x7fff, 0x8000, 0xffff })
            await client.CallAsync(Op.Walk, new Body().U32(0).U32(50).U16(count).Text("hello")).Refused();
        Assert.False(await client.IsBoundAsync(50));
    }

    [Theory, EveryDialect]
    public async Task What_is_no_request_is_refused(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        HashSet<byte> known = [.. Op.Of(dialect), Op.Version];
        for (var type = 0; type < 256; type++)
        {
            if (known.Contains((byte)type))
                continue;
            foreach (var body in new[] { [], new byte[4], new byte[200] })
            {
                await client.SendAsync(new Body().Raw(body).Frame((byte)type, 900));
                var answer = await client.ReceiveAsync();
                Assert.True(answer.IsError, $"type {type}: {answer}");
            }
        }

        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task A_tag_in_use_is_refused(NinePDialect dialect)
    {
        Gate gate = new();
        StubDirectory root = new() { ["f"] = new StubFile(2) { Handle = () => StubHandle.Behind(gate) } };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        await client.SendAsync(RawClient.ReadBody(fid, 0, 10).Frame(Op.Read, 900));
        await gate.Entered;
        await client.SendAsync(client.StatBody(0).Frame(client.StatType, 900));
        await client.SendAsync(RawClient.ReadBody(fid, 0, 10).Frame(Op.Read, 900));
        for (var i = 0; i < 2; i++)
            Assert.True((await client.ReceiveAsync()).IsError);
        gate.Open();
        Assert.Equal(Op.Read + 1, (await client.ReceiveAsync()).Type);
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task The_tag_of_no_request_may_be_one_all_the_same(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        await client.SendAsync(client.StatBody(0).Frame(client.StatType, RawClient.NoTag));
        await client.ReceiveAsync(RawClient.NoTag);
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task Frames_may_come_a_byte_at_a_time(NinePDialect dialect)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        var client = await rig.OpenAsync();
        var version = new Body().U32(8192).Text(RawClient.NameOf(dialect)).Frame(Op.Version, RawClient.NoTag);
        foreach (var octet in version[..^1])
            await client.SendBytesAsync(new[] { octet });
        client.Expect(version);
        await client.SendBytesAsync(version.AsMemory(version.Length - 1));
        await client.ReceiveAsync(RawClient.NoTag);
        await client.AttachAsync(0).Succeeds();
        var fid = await client.OpenedAsync(RawClient.OWRITE, "empty");
        var write = RawClient.WriteBody(fid, 0, new byte[5000]).Frame(Op.Write, 900);
        client.Expect(write);
        foreach (var octet in write)
            await client.SendBytesAsync(new[] { octet });
        Assert.Equal(5000u, (await client.ReceiveAsync(900)).U32(0));
    }

    [Theory, EveryDialect]
    public async Task Many_frames_may_come_at_once(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        await client.SendAsync(Enumerable.Range(0, 5000).Select(at => client.StatBody(0).Frame(client.StatType, (ushort)at)));
        for (var at = 0; at < 5000; at++)
            Assert.False((await client.ReceiveAsync()).IsError);
    }

    [Theory, EveryDialect]
    public async Task A_version_and_what_follows_may_come_in_one_segment(NinePDialect dialect)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        var client = await rig.OpenAsync();
        await client.VersionAsync(RawClient.NameOf(dialect));
        await client.SendAsync([
            new Body().U32(8192).Text(RawClient.NameOf(dialect)).Frame(Op.Version, RawClient.NoTag),
            client.AttachBody(3).Frame(Op.Attach, 1),
            RawClient.WalkBody(3, 4, "hello"u8.ToArray()).Frame(Op.Walk, 2),
            client.OpenBody(4, RawClient.OREAD).Frame(client.OpenType, 3),
            RawClient.ReadBody(4, 0, 100).Frame(Op.Read, 4)]);
        await client.ReceiveAsync(RawClient.NoTag);
        Assert.Equal(13, (await client.ReceiveAsync(4)).Data.Length);
    }

    [Theory, EveryDialect]
    public async Task A_frame_as_large_as_a_message_may_be_is_served(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        foreach (var size in new uint[] { 4096, 65536, 1 << 20 })
        {
            await client.BeginAsync(dialect, size);
            var fid = await client.OpenedAsync(RawClient.OWRITE, "empty");
            Assert.Equal(size - 23, (await client.WriteAsync(fid, 0, new byte[size - 23]).Succeeds()).U32(0));
            await client.ClunkAsync(fid).Succeeds();
        }
    }

    /// <summary>Requests that are whole, and refused for nothing but what they say.</summary>
    private static IEnumerable<(byte Type, byte[] Body)> Whole(RawClient client)
    {
        const uint Fid = 4000;
        yield return (Op.Auth, client.Dialect == NinePDialect.Plan9 ? new Body().U32(Fid).Text("u").Text("a").Bytes : new Body().U32(Fid).Text("u").Text("a").U32(0).Bytes);
        yield return (Op.Attach, client.AttachBody(0).Bytes);
        yield return (Op.Walk, RawClient.WalkBody(0, 0, "nothing"u8.ToArray()).Bytes);
        yield return (Op.Read, RawClient.ReadBody(0, 0, 10).Bytes);
        yield return (Op.Write, RawClient.WriteBody(0, 0, "text"u8.ToArray()).Bytes);
        yield return (Op.Clunk, new Body().U32(Fid).Bytes);
        yield return (Op.Remove, new Body().U32(Fid).Bytes);
        yield return (client.OpenType, client.OpenBody(Fid, RawClient.OREAD).Bytes);
        yield return (client.CreateType, client.CreateBody(Fid, "new"u8.ToArray()).Bytes);
        yield return (client.StatType, client.StatBody(0).Bytes);
        yield return (client.SetStatType, client.SizeBody(Fid, 1).Bytes);
        if (!client.IsLinux)
            yield break;
        yield return (Op.Statfs, new Body().U32(0).Bytes);
        yield return (Op.Symlink, new Body().U32(0).Text("n").Text("t").U32(0).Bytes);
        yield return (Op.Mknod, new Body().U32(0).Text("n").U32(0x1a4).U32(0).U32(0).U32(0).Bytes);
        yield return (Op.Rename, new Body().U32(0).U32(0).Text("n").Bytes);
        yield return (Op.ReadLink, new Body().U32(0).Bytes);
        yield return (Op.XattrWalk, new Body().U32(0).U32(Fid).Text("user.x").Bytes);
        yield return (Op.XattrCreate, new Body().U32(0).Text("user.x").U64(1).U32(0).Bytes);
        yield return (Op.ReadDirectory, RawClient.ReadBody(0, 0, 100).Bytes);
        yield return (Op.Fsync, new Body().U32(0).U32(0).Bytes);
        yield return (Op.Lock, new Body().U32(0).U8(0).U32(0).U64(0).U64(0).U32(1).Text("c").Bytes);
        yield return (Op.GetLock, new Body().U32(0).U8(0).U64(0).U64(0).U32(1).Text("c").Bytes);
        yield return (Op.Link, new Body().U32(0).U32(0).Text("n").Bytes);
        yield return (Op.MakeDirectory, new Body().U32(0).Text("n").U32(0x1ed).U32(0).Bytes);
        yield return (Op.RenameAt, new Body().U32(0).Text("hello").U32(0).Text("n").Bytes);
        yield return (Op.UnlinkAt, new Body().U32(0).Text("hello").U32(0).Bytes);
    }
}
