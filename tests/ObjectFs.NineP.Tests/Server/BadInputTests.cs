using System.Net.Sockets;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>Whatever a client or whoever starts a server does wrong is answered as the protocol says, and told to those who run the server in a sentence that they see without asking for more.</summary>
public sealed class BadInputTests
{
    private static readonly Dictionary<string, (Func<Rig, RawClient, Task> Do, string? Sentence)> Inputs = new()
    {
        ["a dialect that nobody speaks"] = (
            static async (_, client) => Assert.Equal("unknown", (await client.VersionAsync("HTTP/1.1")).Text(4)),
            "^A client asks for 'HTTP/1.1' "),
        ["frames in which nothing fits"] = (
            static async (_, client) => Assert.Equal("unknown", (await client.VersionAsync("9P2000.L", 4095)).Text(4)),
            "^A client asks for '9P2000.L' with frames of 4095 bytes; .* at least 4096"),
        ["a request before a version"] = (
            static async (rig, _) => await (await rig.OpenAsync()).CallAsync(Op.Clunk, new Body().U32(0)).Refused(),
            "^process .*Tclunk was refused: no version has been agreed on"),
        ["a walk above the root, which ends at the root"] = (
            static async (_, client) => Assert.Equal(3, (await client.WalkAsync(0, 50, "..", "..", "f").Succeeds()).Ids.Length),
            null),
        ["a walk to a name with a slash"] = (
            static async (_, client) => await client.WalkAsync(0, 50, "../f").Refused(Errno.ENOENT),
            "^process .*Twalk was refused: a name is not"),
        ["a new file whose name has a slash"] = (
            static async (_, client) => await client.CreateAsync(await client.FindAsync([]), "../f").Refused(Errno.EINVAL),
            "^process .*Tl?create was refused: a name is not"),
        ["a request that is cut off"] = (
            static async (_, client) => await client.CallAsync(Op.Walk, new Body().U32(0).U32(50).U16(1)).Refused(Errno.EINVAL),
            "^process .*Twalk was refused: the Twalk does not make sense"),
        ["a frame that is cut off"] = (
            static async (_, client) =>
            {
                await client.SendBytesAsync(new Body().U32(11).U8(Op.Clunk).U16(1).Bytes);
                client.Socket.Shutdown(SocketShutdown.Send);
                Assert.Empty(await client.EndAsync());
            },
            "^The connection of process .* in the middle of a frame"),
        ["a frame that is too large"] = (
            static async (_, client) =>
            {
                await client.SendBytesAsync(new Body().U32(1 << 30).U8(Op.Clunk).U16(1).Bytes);
                Assert.Empty(await client.EndAsync());
            },
            "^The connection of process .* a frame says that it has 1073741824 bytes; it may have 7 to 65536"),
        ["a fid that was never bound"] = (
            static async (_, client) => await client.ClunkAsync(77).Refused(Errno.EBADF),
            "^process .*Tclunk was refused: unknown fid"),
        ["a fid that is bound already"] = (
            static async (_, client) => await client.AttachAsync(0).Refused(Errno.EBADF),
            "^process .*Tattach was refused: fid in use"),
        ["a message that is not of this dialect"] = (
            static async (_, client) => await client.CallAsync(255, new Body()).Refused(Errno.EOPNOTSUPP),
            "^process .*255 was refused: unknown message type 255"),
        ["a tag that is in use"] = (
            static async (_, client) =>
            {
                var fid = await client.OpenedAsync(RawClient.OREAD, "f");
                await client.SendAsync(RawClient.ReadBody(fid, 0, 10).Frame(Op.Read, 900));
                await client.SendAsync(client.StatBody(0).Frame(client.StatType, 900));
                Assert.True((await client.ReceiveAsync(900)).IsError);
            },
            "^process .* was refused: tag 900 is in use"),
    };

    public static TheoryData<string, NinePDialect> Rows => [.. from input in Inputs.Keys from dialect in Enum.GetValues<NinePDialect>() select (input, dialect)];

    [Theory, MemberData(nameof(Rows))]
    public async Task It_is_answered_and_told_in_a_sentence_and_nobody_else_is_the_worse_for_it(string input, NinePDialect dialect)
    {
        RecordingLogger logger = new();
        Gate gate = new();
        await using var rig = await Rig.StartAsync(new StubDirectory { ["f"] = new StubFile(2) { Handle = () => StubHandle.Behind(gate) } }, logger: logger);
        var other = await rig.ConnectAsync(dialect);
        var (act, sentence) = Inputs[input];
        logger.Seen.Clear();
        await act(rig, await rig.ConnectAsync(dialect));
        if (sentence is null)
            Assert.Empty(logger.Seen);
        else
            await Eventually.IsAsync(true, () => logger.Seen.Any(line => System.Text.RegularExpressions.Regex.IsMatch(line, sentence)));
        await other.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task A_client_that_does_it_again_and_again_is_told_of_once(NinePDialect dialect)
    {
        RecordingLogger logger = new();
        await using var rig = await Rig.StartAsync(Rig.Tree(), logger: logger);
        var client = await rig.ConnectAsync(dialect);
        logger.Seen.Clear();
        for (uint fid = 100; fid < 200; fid++)
            await client.ClunkAsync(fid).Refused(Errno.EBADF);
        Assert.Single(logger.Seen);
    }

    [Theory]
    [InlineData("tcp://localhost")]
    [InlineData("file:///tmp")]
    [InlineData("unix:")]
    public void An_address_that_is_none_is_a_sentence(string text) => Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => NinePAddress.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_port_in_use_is_a_sentence_and_a_remedy()
    {
        NinePServerOptions options = new() { Address = NinePAddress.Tcp("127.0.0.1", 0), AllowAnonymous = true };
        await using var first = await NinePServer.StartAsync(Rig.Tree(), options, null, CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<NinePException>(() => NinePServer.StartAsync(Rig.Tree(), options with { Address = first.Address }, null, CancellationToken.None));
        Assert.Equal((Errno.EADDRINUSE, $"{first.Address} is in use.", "Give another port, or 0 for any that is free."), (refusal.Errno, refusal.Sentence, refusal.Remedy));
    }

    [Fact]
    public async Task A_socket_that_was_left_behind_is_replaced_and_told_of()
    {
        RecordingLogger logger = new();
        var path = Path.Combine(Path.GetTempPath(), $"objectfs-{Guid.NewGuid():N}.9p");
        using (Socket left = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            left.Bind(new UnixDomainSocketEndPoint(path + ".left"));
            File.Move(path + ".left", path);
        }

        await using var server = await NinePServer.StartAsync(Rig.Tree(), new() { Address = NinePAddress.Unix(path) }, logger, CancellationToken.None);
        Assert.Contains($"{path} was left behind by a program that ended; it has been replaced.", logger.Seen);
    }
}
