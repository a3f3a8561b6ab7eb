using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>What a client or a stream does is told in the log, and harms nobody.</summary>
public sealed class LogTests
{
    [Theory, EveryDialect]
    public async Task What_a_client_says_cannot_forge_a_line_of_the_log(NinePDialect dialect)
    {
        RecordingLogger logger = new();
        StubDirectory root = new()
        {
            OnLookup = static (name, _) => throw new InvalidOperationException($"no {name}"),
            OnRemove = static (name, _) => throw new InvalidOperationException($"no {name}"),
        };
        await using var rig = await Rig.StartAsync(root, logger: logger);
        var client = await rig.OpenAsync();
        const string Evil = "x\r\n2026-01-01 root logged in\u001b[2J\u0007\u2028";
        await client.VersionAsync(Evil);
        await client.VersionAsync(RawClient.NameOf(dialect));
        await client.AttachAsync(0, user: Evil, tree: Evil);
        await client.AttachAsync(0);
        await client.WalkAsync(0, 1, Evil);
        await client.CreateAsync(0, Evil);
        if (client.IsLinux)
            await client.CallAsync(Op.UnlinkAt, new Body().U32(0).Text(Evil).U32(0));
        await client.SendBytesAsync(new byte[100]);
        await client.EndAsync();
        await rig.Serving.WaitAsync(RawClient.Patience);
        Assert.NotEmpty(logger.Lines);
        Assert.All(logger.Lines, static line => Assert.DoesNotContain(line, static character => char.IsControl(character) || character is '\u2028' or '\u2029'));
    }

    [Theory, EveryDialect]
    public async Task A_flood_does_not_flood_the_log(NinePDialect dialect)
    {
        RecordingLogger logger = new();
        await using var rig = await Rig.StartAsync(Rig.Tree(), new() { MaxFids = 10 }, logger);
        var client = await rig.ConnectAsync(dialect);
        for (uint fid = 1; fid < 500; fid++)
            await client.WalkAsync(0, fid, "hello");
        Assert.Single(logger.Lines, static line => line.StartsWith("10 fids", StringComparison.Ordinal));
    }

    [Theory, EveryDialect]
    public async Task What_escapes_a_node_is_logged(NinePDialect dialect)
    {
        RecordingLogger logger = new();
        InvalidOperationException exception = new("no");
        await using var rig = await Rig.StartAsync(new StubDirectory { OnLookup = (_, _) => throw exception }, logger: logger);
        var client = await rig.ConnectAsync(dialect);
        await client.WalkAsync(0, 1, "x").Refused(Errno.EIO);
        Assert.Contains(exception, logger.Exceptions);
    }

    [Theory, EveryDialect]
    public async Task A_logger_that_throws_ends_nothing(NinePDialect dialect)
    {
        var path = Path.Combine(Path.GetTempPath(), $"objectfs-{Guid.NewGuid():N}.9p");
        StubDirectory root = new() { OnLookup = static (name, _) => throw (name == "evil" ? new EvilException() : new InvalidOperationException("no")) };
        await using var server = await NinePServer.StartAsync(root, new() { Address = NinePAddress.Unix(path), MaxFids = 2 }, new ThrowingLogger(), CancellationToken.None);
        await using (var client = await ConnectAsync(path))
        {
            await client.VersionAsync("HTTP/1.1");
            await client.BeginAsync(dialect);
            await client.WalkAsync(0, 1, "x").Refused(Errno.EIO);
            await client.WalkAsync(0, 1, "evil").Refused(Errno.EIO);
            await client.WalkAsync(0, 1, Array.Empty<string>()).Succeeds();
            await client.WalkAsync(0, 2, Array.Empty<string>()).Refused(Errno.ENFILE);
            await client.SendBytesAsync(new byte[100]);
            await client.EndAsync();
        }

        await Eventually.IsAsync(0, () => server.Statistics.Connections);
        await using var next = await ConnectAsync(path);
        await next.BeginAsync(dialect);
        await next.PingAsync();
    }

    [Fact]
    public async Task A_stream_that_throws_what_no_stream_should_ends_its_connection_alone()
    {
        RecordingLogger logger = new();
        await using var rig = await Rig.StartAsync(Rig.Tree(), logger: logger);
        var other = await rig.ConnectAsync(NinePDialect.Linux);
        await rig.Server.ServeAsync(new ThrowingStream([]), default, CancellationToken.None).WaitAsync(RawClient.Patience);
        Assert.Single(logger.Exceptions, static exception => exception is NotImplementedException);

        // what is sent at once, and what is sent later
        foreach (var sendsLater in new[] { false, true })
        {
            var version = new Body().U32(8192).Text("9P2000.L").Frame(Op.Version, RawClient.NoTag);
            await rig.Server.ServeAsync(new ThrowingStream(version) { SendsLater = sendsLater }, default, CancellationToken.None).WaitAsync(RawClient.Patience);
        }

        Assert.Equal(1, rig.Server.Statistics.Connections);
        await other.PingAsync();
    }

    [Fact]
    public async Task A_stream_that_throws_when_it_is_cancelled_keeps_no_other_from_ending()
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        var before = await rig.ConnectAsync(NinePDialect.Linux);
        var serving = rig.Server.ServeAsync(new ThrowingStream(new Body().U32(8192).Bytes), default, CancellationToken.None);
        var after = await rig.ConnectAsync(NinePDialect.Linux);
        rig.Server.Stop();
        await serving.WaitAsync(RawClient.Patience);
        await before.EndAsync();
        await after.EndAsync();
    }

    private static async Task<RawClient> ConnectAsync(string path)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return new(socket);
    }
}
