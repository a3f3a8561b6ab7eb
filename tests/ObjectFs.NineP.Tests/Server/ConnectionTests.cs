using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using ObjectFs.Tests.Shared;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>How connections begin, hang and end, and what they may cost.</summary>
public sealed class ConnectionTests
{
    [Theory, EveryDialect]
    public async Task When_a_client_goes_what_it_has_open_is_closed_once(NinePDialect dialect)
    {
        List<StubHandle> handles = [];
        StubFile file = new(2)
        {
            Handle = () =>
            {
                StubHandle handle = new();
                handles.Add(handle);
                return handle;
            },
        };
        StubDirectory root = new() { ["f"] = file };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        for (var i = 0; i < 10; i++)
            await client.OpenedAsync(RawClient.OREAD, "f");
        await client.OpenedAsync(RawClient.OREAD);
        await client.DisposeAsync();
        await rig.Serving.WaitAsync(RawClient.Patience);
        foreach (var handle in handles)
            await handle.Closed;
        Assert.All(handles, static handle => Assert.Equal(1, handle.Closes));
        await Eventually.IsAsync(1, () => Volatile.Read(ref root.Closed));
        await Eventually.IsAsync(0, () => rig.Server.Statistics.Connections);
        Assert.Equal(0, rig.Server.Statistics.Fids);
    }

    [Theory, EveryDialect]
    public async Task When_a_client_goes_what_it_waits_for_is_cancelled(NinePDialect dialect)
    {
        Gate gate = new();
        var handle = StubHandle.Behind(gate);
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        for (var i = 0; i < 10; i++)
            await client.PostAsync(Op.Read, RawClient.ReadBody(fid, 0, 10));
        await Eventually.IsAsync(10, () => gate.Inside);
        await client.DisposeAsync();
        await gate.Cancelled;
        await Eventually.IsAsync(0, () => gate.Inside);
        await handle.Closed;
        Assert.Equal(1, handle.Closes);
        await Eventually.IsAsync(0, () => rig.Server.Statistics.Waiting);
    }

    [Theory, EveryDialect]
    public async Task When_a_client_goes_a_handle_is_not_closed_under_whoever_is_in_it(NinePDialect dialect)
    {
        Gate gate = new(heedsCancellation: false);
        var handle = StubHandle.Behind(gate);
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        await client.PostAsync(Op.Read, RawClient.ReadBody(fid, 0, 10));
        await gate.Entered;
        await client.DisposeAsync();
        await gate.Cancelled;
        Assert.Equal(0, handle.Closes);
        gate.Open();
        await handle.Closed;
        Assert.Equal(1, handle.Closes);
    }

    [Theory, EveryDialect]
    public async Task When_the_server_ends_every_connection_and_handle_does(NinePDialect dialect)
    {
        Gate gate = new();
        var handle = StubHandle.Behind(gate);
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        await client.PostAsync(Op.Read, RawClient.ReadBody(fid, 0, 10));
        await gate.Entered;
        await rig.Server.DisposeAsync().AsTask().WaitAsync(RawClient.Patience);
        await rig.Server.Completion.WaitAsync(RawClient.Patience);
        await gate.Cancelled;
        await handle.Closed;
        await client.EndAsync();
        await rig.Serving.WaitAsync(RawClient.Patience);
    }

    [Fact]
    public async Task Whoever_says_nothing_or_begins_and_says_no_more_is_let_go()
    {
        ManualTime time = new();
        NinePServerOptions options = new() { Time = time };
        await using var rig = await Rig.StartAsync(Rig.Tree(), options);
        var other = await rig.ConnectAsync(NinePDialect.Linux);
        var silent = await rig.OpenAsync();
        var half = await rig.OpenAsync();
        await half.SendBytesAsync(new Body().U32(21).U8(Op.Version).U16(0xffff).Bytes);
        var unknown = await rig.OpenAsync();
        await unknown.VersionAsync("HTTP/1.1");
        await Eventually.IsAsync(4, () => time.Timers);
        time.Advance(options.HandshakeTimeout);
        Assert.Empty(await silent.EndAsync());
        Assert.Empty(await half.EndAsync());
        Assert.Empty(await unknown.EndAsync());

        // who has begun may be silent as long as it likes
        await other.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task A_client_that_reads_late_gets_everything(NinePDialect dialect)
    {
        var root = Rig.Tree();
        root.AddFile("big", new byte[65536]);
        await using var rig = await Rig.StartAsync(root, new() { MaxQueuedBytes = 1 << 20 });
        var client = await rig.ConnectAsync(dialect);
        var fid = await client.OpenedAsync(RawClient.OREAD, "big");
        var frames = Enumerable.Range(0, 500).Select(at => RawClient.ReadBody(fid, 0, 60_000).Frame(Op.Read, (ushort)(1000 + at))).ToList();
        var sending = Task.Run(() => client.SendAsync(frames));
        await sending;
        for (var at = 0; at < 500; at++)
            Assert.Equal(60_000, (await client.ReceiveAsync((ushort)(1000 + at))).Data.Length);
    }

    [Fact]
    public async Task Answers_that_are_ready_together_leave_in_one_write()
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        CountingStream? stream = null;
        rig.Through = inner => stream = new(inner);
        var client = await rig.ConnectAsync(NinePDialect.Linux);
        var before = stream!.Writes;
        await client.SendAsync(Enumerable.Range(1000, 50).Select(tag => client.StatBody(0).Frame(client.StatType, (ushort)tag)));
        for (var tag = 1000; tag < 1050; tag++)
            Assert.False((await client.ReceiveAsync((ushort)tag)).IsError);
        Assert.Equal(before + 1, stream.Writes);
    }

    [Theory, EveryDialect]
    public async Task A_flood_of_requests_that_wait_is_refused(NinePDialect dialect)
    {
        Gate gate = new();
        StubDirectory root = new() { ["f"] = new StubFile(2) { Handle = () => StubHandle.Behind(gate) } };
        var (rig, client) = await Rig.BeginAsync(dialect, root, new() { MaxRequests = 50 });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        await client.SendAsync(Enumerable.Range(0, 200).Select(at => RawClient.ReadBody(fid, 0, 10).Frame(Op.Read, (ushort)(1000 + at))));
        for (var i = 0; i < 150; i++)
            Assert.True((await client.ReceiveAsync()).IsError);
        Assert.Equal(50, gate.Inside);
        var other = await rig.ConnectAsync(dialect);
        await other.PingAsync();
        gate.Open();
        for (var i = 0; i < 50; i++)
            Assert.False((await client.ReceiveAsync()).IsError);
        await client.PingAsync();
    }

    [Fact]
    public async Task A_flood_of_connections_is_refused_until_one_ends()
    {
        var path = Path.Combine(Path.GetTempPath(), $"objectfs-{Guid.NewGuid():N}.9p");
        await using var server = await NinePServer.StartAsync(Rig.Tree(), new() { Address = NinePAddress.Unix(path), MaxConnections = 5 }, null, CancellationToken.None);
        List<RawClient> clients = [];
        for (var i = 0; i < 5; i++)
        {
            var client = await ConnectAsync(path);
            await client.BeginAsync(NinePDialect.Linux);
            clients.Add(client);
        }

        for (var i = 0; i < 50; i++)
        {
            await using var refused = await ConnectAsync(path);
            Assert.Empty(await refused.EndAsync());
        }

        await clients[0].PingAsync();
        await clients[0].DisposeAsync();
        await Eventually.IsAsync(4, () => server.Statistics.Connections);
        await using var next = await ConnectAsync(path);
        await next.BeginAsync(NinePDialect.Linux);
        foreach (var client in clients)
            await client.DisposeAsync();
    }

    [Fact]
    public async Task Connections_that_come_and_go_leave_nothing()
    {
        var path = Path.Combine(Path.GetTempPath(), $"objectfs-{Guid.NewGuid():N}.9p");
        await using var server = await NinePServer.StartAsync(Rig.Tree(), new() { Address = NinePAddress.Unix(path) }, null, CancellationToken.None);
        for (var i = 0; i < 200; i++)
        {
            await using var client = await ConnectAsync(path);
            if (i % 4 == 0)
                continue;
            await client.BeginAsync(Enum.GetValues<NinePDialect>()[i % 3]);
            await client.OpenedAsync(RawClient.OREAD, "hello");
            if (i % 4 == 1)
                await client.SendBytesAsync(new byte[] { 1, 2, 3 });
        }

        await Eventually.IsAsync(0, () => server.Statistics.Connections);
        Assert.Equal((0, 0), (server.Statistics.Fids, server.Statistics.Waiting));
    }

    [Fact]
    public async Task A_client_that_is_bound_to_as_long_a_path_as_there_can_be_keeps_nobody_else_out()
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        LongestPath mine = new();
        try
        {
            using (Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
            {
                socket.Bind(mine);
                socket.Connect(new UnixDomainSocketEndPoint(rig.Server.Address!.Path!));
                Assert.Equal(0, socket.Receive(new byte[1]));
            }

            var other = await rig.ConnectAsync(NinePDialect.Linux);
            await other.PingAsync();
        }
        finally
        {
            File.Delete(mine.Path);
        }
    }

    [Theory, EveryDialect]
    public async Task It_is_the_same_over_tcp(NinePDialect dialect)
    {
        await using var server = await NinePServer.StartAsync(
            Rig.Tree(), new() { Address = NinePAddress.Tcp("127.0.0.1", 0), AllowAnonymous = true, TellsSizes = true }, null, CancellationToken.None);
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Address!.Port));
        await using RawClient client = new(socket);
        await client.BeginAsync(dialect);
        Assert.Equal("hello, world\n", await client.TextAsync("hello"));
        Assert.Contains("inner", await client.NamesAsync("dir"));
        await client.PingAsync();
    }

    private static async Task<RawClient> ConnectAsync(string path)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return new(socket);
    }
}
