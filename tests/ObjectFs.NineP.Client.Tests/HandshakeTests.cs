using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

public sealed class HandshakeTests
{
    [Fact]
    public async Task A_server_that_does_not_know_a_dialect_is_asked_for_a_lesser_one()
    {
        var peer = Peer.Create();
        var connecting = NinePClient.ConnectAsync(peer.ClientEnd);
        List<string> asked = [];
        for (var i = 0; i < 2; i++)
        {
            var version = await peer.NextAsync();
            asked.Add(Text(version.As<Tversion>().Version));
            peer.Send(version.Tag, new Rversion { MessageSize = 8192, Version = "unknown"u8 });
        }

        peer.Dialect = NinePDialect.Plan9;
        await peer.AgreeAsync();
        await using var client = await connecting;
        Assert.Equal(["9P2000.L", "9P2000.u"], asked);
        Assert.Equal(NinePDialect.Plan9, client.Dialect);
    }

    [Fact]
    public async Task A_lesser_dialect_that_the_server_names_is_spoken()
    {
        var peer = Peer.Create();
        var connecting = NinePClient.ConnectAsync(peer.ClientEnd);
        var version = await peer.NextAsync();
        peer.Send(version.Tag, new Rversion { MessageSize = 8192, Version = "9P2000.u"u8 });
        peer.Dialect = NinePDialect.Unix;
        var attach = await peer.NextAsync(MessageType.Tattach);
        Assert.Equal(Protocol.NoFid, attach.As<Tattach>().AuthFid);
        peer.Reply(attach, new Rattach { Qid = new(QidType.Directory, 0, 1) });
        await using var client = await connecting;
        Assert.Equal((NinePDialect.Unix, 8192), (client.Dialect, client.MessageSize));
    }

    [Theory]
    [InlineData("9P2000.L", 1 << 21)]
    [InlineData("9P2000.L", 100)]
    [InlineData("9P2000.Q", 8192)]
    public async Task An_agreement_that_was_not_offered_is_none(string version, int size)
    {
        var failure = await FailAsync(peer => peer.Send(Protocol.NoTag, new Rversion { MessageSize = (uint)size, Version = System.Text.Encoding.UTF8.GetBytes(version) }));
        Assert.Equal(Errno.EPROTO, failure.Errno);
    }

    [Fact]
    public async Task A_greater_dialect_than_asked_for_is_refused()
    {
        var failure = await FailAsync(
            static peer => peer.Send(Protocol.NoTag, new Rversion { MessageSize = 8192, Version = "9P2000.L"u8 }), new() { Dialect = NinePDialect.Plan9 });
        Assert.Equal(Errno.EPROTO, failure.Errno);
    }

    [Fact]
    public async Task Whoever_does_not_speak_9P_is_named_so()
    {
        var failure = await FailAsync(static peer => peer.Send("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray()));
        Assert.Equal(Errno.EPROTO, failure.Errno);
        Assert.Contains("no 9P server", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_closes_at_once_is_named_so()
    {
        var failure = await FailAsync(static peer => peer.Close());
        Assert.Equal(Errno.ECONNRESET, failure.Errno);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_left_in_time()
    {
        var failure = await FailAsync(static _ => { }, new() { ConnectTimeout = TimeSpan.FromMilliseconds(50) });
        Assert.Equal(Errno.ETIMEDOUT, failure.Errno);
    }

    [Fact]
    public async Task A_refused_attach_carries_the_servers_number()
    {
        var peer = Peer.Create();
        var connecting = NinePClient.ConnectAsync(peer.ClientEnd, new() { UserName = "glenda" });
        var version = await peer.NextAsync();
        peer.Send(version.Tag, new Rversion { MessageSize = 8192, Version = "9P2000.L"u8 });
        peer.Refuse(await peer.NextAsync(MessageType.Tattach), Errno.EACCES);
        var failure = await Assert.ThrowsAsync<NinePException>(() => connecting);
        Assert.Equal(Errno.EACCES, failure.Errno);
        Assert.Contains("glenda", failure.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_where_nobody_listens_is_refused_with_a_remedy()
    {
        var nowhere = NinePAddress.Unix(Path.Combine(Path.GetTempPath(), "objectfs-nobody-listens-here"));
        var failure = await Assert.ThrowsAsync<NinePException>(() => NinePClient.ConnectAsync(nowhere));
        Assert.Equal(Errno.ENOENT, failure.Errno);
        Assert.NotEmpty(failure.Remedy);
    }

    private static string Text(ReadOnlySpan<byte> text) => System.Text.Encoding.UTF8.GetString(text);

    private static async Task<NinePException> FailAsync(Action<Peer> answer, NinePClientOptions? options = null)
    {
        var peer = Peer.Create();
        var connecting = NinePClient.ConnectAsync(peer.ClientEnd, options);
        await peer.NextAsync(MessageType.Tversion);
        answer(peer);
        return await Assert.ThrowsAsync<NinePException>(() => connecting);
    }
}
