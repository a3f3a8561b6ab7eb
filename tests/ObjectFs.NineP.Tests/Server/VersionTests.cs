namespace ObjectFs.NineP.Tests.Server;

/// <summary>version(5).</summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData("9P2000", "9P2000")]
    [InlineData("9P2000.u", "9P2000.u")]
    [InlineData("9P2000.L", "9P2000.L")]
    [InlineData("9P2000.L.Google.7", "9P2000.L")]
    [InlineData("9P2000.u.more", "9P2000.u")]
    [InlineData("9P2000.zz", "9P2000")]
    [InlineData("9P2000.", "9P2000")]
    [InlineData("9P2000.Lx", "9P2000")]
    [InlineData("9P2000.l", "9P2000")]
    public async Task A_version_is_agreed_to_down_to_what_is_known_of_it(string asked, string agreed)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        var client = await rig.OpenAsync();
        Assert.Equal(agreed, (await client.VersionAsync(asked)).Text(4));
        await client.AttachAsync(0).Succeeds();
        await client.PingAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("9")]
    [InlineData("9P")]
    [InlineData("9P1999")]
    [InlineData("9P20000")]
    [InlineData("9p2000.l")]
    [InlineData("HTTP/1.1")]
    [InlineData("unknown")]
    public async Task A_version_that_nobody_knows_is_unknown_and_no_error(string asked)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        var client = await rig.OpenAsync();
        var answer = await client.VersionAsync(asked);
        Assert.Equal(Op.Version + 1, answer.Type);
        Assert.Equal("unknown", answer.Text(4));
        await client.BeginAsync(NinePDialect.Linux);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(0x1234)]
    [InlineData(0xffff)]
    public async Task Any_tag_may_ask_for_a_version(ushort tag)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        var client = await rig.OpenAsync();
        Assert.Equal("9P2000.L", (await client.VersionAsync("9P2000.L", tag: tag)).Text(4));
    }

    [Theory, EveryDialect]
    public async Task The_size_of_messages_is_at_most_what_the_client_takes(NinePDialect dialect)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        foreach (var size in new uint[] { 4096, 4097, 8192, 65536, 1 << 20 })
        {
            var client = await rig.OpenAsync();
            Assert.Equal(size, (await client.VersionAsync(RawClient.NameOf(dialect), size)).U32(0));
        }
    }

    [Theory, EveryDialect]
    public async Task The_size_of_messages_is_at_most_what_the_server_takes(NinePDialect dialect)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree(), new() { MaxMessageSize = 32768 });
        foreach (var size in new uint[] { 32769, 1 << 20, 0x7fff_ffff, 0x8000_0000, uint.MaxValue })
        {
            var client = await rig.OpenAsync();
            Assert.Equal(32768u, (await client.VersionAsync(RawClient.NameOf(dialect), size)).U32(0));
        }
    }

    [Theory, EveryDialect]
    public async Task More_than_a_mebibyte_may_be_agreed_on_and_moves_in_one_message(NinePDialect dialect)
    {
        const int Size = 4 << 20;
        var content = new byte[3 << 20];
        new Random(1).NextBytes(content);
        var root = Rig.Tree();
        root.AddFile("big", content);
        await using var rig = await Rig.StartAsync(root, new() { MaxMessageSize = Size });
        var client = await rig.ConnectAsync(dialect, 2 * Size);
        Assert.Equal((uint)Size, client.MessageSize);
        var fid = await client.OpenedAsync(RawClient.ORDWR, "big");
        Assert.Equal(content, (await client.ReadAsync(fid, 0, Size - 24)).Data);
        new Random(2).NextBytes(content);
        await client.WriteAsync(fid, 0, content).Succeeds();
        Assert.Equal(content, (await client.ReadAsync(fid, 0, Size - 24)).Data);
    }

    [Theory, EveryDialect]
    public async Task A_size_in_which_nothing_fits_is_not_agreed_to(NinePDialect dialect)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        foreach (var size in new uint[] { 0, 1, 6, 7, 23, 255, 256, 1024, 4095 })
        {
            var client = await rig.OpenAsync();
            await client.SendAsync(new Body().U32(size).Text(RawClient.NameOf(dialect)).Frame(Op.Version, RawClient.NoTag));
            foreach (var answer in await FirstAsync(client))
                Assert.True(answer.IsError || answer.Text(4) == "unknown", $"msize {size}: {answer}");
        }

        static async Task<IEnumerable<Answer>> FirstAsync(RawClient client)
        {
            try
            {
                return [await client.ReceiveAsync()];
            }
            catch (EndOfStreamException)
            {
                return [];
            }
        }
    }

    [Theory, EveryDialect]
    public async Task Nothing_is_answered_before_a_version_was_agreed_on(NinePDialect dialect)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        foreach (var type in Op.Of(dialect))
        {
            var client = await rig.OpenAsync();
            await client.SendAsync(new Body().U32(0).U32(RawClient.NoFid).Text("nobody").Text("").Frame(type, 1));
            Assert.True(await client.IsRefusedOrEndedAsync(), $"type {type} was answered");
        }
    }

    [Theory, EveryDialect]
    public async Task Nothing_is_answered_after_a_version_that_is_unknown(NinePDialect dialect)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        var client = await rig.ConnectAsync(dialect);
        Assert.Equal("unknown", (await client.VersionAsync("HTTP/1.1")).Text(4));
        await client.SendAsync(new Body().U32(0).Frame(Op.Clunk, 1));
        Assert.True(await client.IsRefusedOrEndedAsync());
    }

    [Theory, EveryDialect]
    public async Task Before_a_version_a_frame_has_room_for_a_version_and_not_for_more(NinePDialect dialect)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        var client = await rig.OpenAsync();
        await client.SendAsync(new Body().U32(65536).Text(RawClient.NameOf(dialect)).Raw(new byte[10_000]).Frame(Op.Version, 1));
        Assert.True(await client.IsRefusedOrEndedAsync());
    }

    [Theory, EveryDialect]
    public async Task Another_version_takes_every_fid(NinePDialect dialect)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        var client = await rig.ConnectAsync(dialect);
        var fid = await client.FindAsync("hello");
        await client.VersionAsync(RawClient.NameOf(dialect));
        await client.ClunkAsync(fid).Refused();
        await client.ClunkAsync(0).Refused();
        await client.AttachAsync(0).Succeeds();
        await client.WalkAsync(0, fid, "hello").Succeeds();
    }

    [Theory, EveryDialect]
    public async Task Another_version_may_be_another_dialect(NinePDialect dialect)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        var client = await rig.ConnectAsync(dialect);
        foreach (var other in Enum.GetValues<NinePDialect>())
        {
            await client.BeginAsync(other, 8192);
            Assert.Equal("hello, world\n", await client.TextAsync("hello"));
        }
    }

    [Theory, EveryDialect]
    public async Task Another_version_closes_what_is_open(NinePDialect dialect)
    {
        StubHandle handle = new();
        StubDirectory root = new() { ["f"] = new StubFile(2) { Handle = () => handle } };
        await using var rig = await Rig.StartAsync(root);
        var client = await rig.ConnectAsync(dialect);
        await client.OpenedAsync(RawClient.OREAD, "f");
        await client.VersionAsync(RawClient.NameOf(dialect));
        await handle.Closed;
        Assert.Equal(1, handle.Closes);
    }

    [Theory, EveryDialect]
    public async Task Another_version_cancels_what_is_under_way_and_drops_its_answer(NinePDialect dialect)
    {
        Gate gate = new();
        var handle = StubHandle.Behind(gate);
        StubDirectory root = new() { ["f"] = new StubFile(2) { Handle = () => handle } };
        await using var rig = await Rig.StartAsync(root);
        var client = await rig.ConnectAsync(dialect);
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        await client.PostAsync(Op.Read, RawClient.ReadBody(fid, 0, 100));
        await gate.Entered;
        await client.BeginAsync(dialect);
        await gate.Cancelled;
        await handle.Closed;
        await client.PingAsync();
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task What_does_not_heed_its_cancellation_is_not_answered_after_another_version(NinePDialect dialect)
    {
        Gate gate = new(heedsCancellation: false);
        var handle = StubHandle.Behind(gate);
        StubDirectory root = new() { ["f"] = new StubFile(2) { Handle = () => handle } };
        await using var rig = await Rig.StartAsync(root);
        var client = await rig.ConnectAsync(dialect);
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        await client.PostAsync(Op.Read, RawClient.ReadBody(fid, 0, 100));
        await gate.Entered;
        await client.SendAsync(new Body().U32(65536).Text(RawClient.NameOf(dialect)).Frame(Op.Version, RawClient.NoTag));
        await gate.Cancelled;
        gate.Open();
        Assert.Equal(Op.Version + 1, (await NextOrVersionAsync(client)).Type);
        await client.AttachAsync(0).Succeeds();
        await client.PingAsync();
        await handle.Closed;
        Assert.Equal(1, handle.Closes);

        // the answer to the read may come before the version's, never after
        static async Task<Answer> NextOrVersionAsync(RawClient client)
        {
            var first = await client.ReceiveAsync();
            return first.Type == Op.Version + 1 ? first : await client.ReceiveAsync();
        }
    }
}
