using System.Security.Cryptography;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>attach(5), where the server has a secret: what is proved, byte by byte, and what nobody gets who has not proved it.</summary>
public sealed class AuthenticationTests
{
    private const uint Afid = 700;
    private const uint Fid = 701;
    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(32);

    [Theory, EveryDialect]
    public async Task Who_knows_the_secret_attaches_and_is_shown_that_the_server_knows_it(NinePDialect dialect)
    {
        await using var rig = await StartAsync();
        var client = await GreetAsync(rig, dialect);
        var id = (await AuthAsync(client, Afid).Succeeds()).Id();
        Assert.Equal(0x08, id.Type);
        var challenge = await ReadAsync(client, 0);
        var nonce = RandomNumberGenerator.GetBytes(32);
        await WriteAsync(client, [.. nonce, .. Proof("client", challenge, nonce)]).Succeeds();
        byte[] whole = [.. challenge, .. Proof("server", challenge, nonce)];
        Assert.Equal(whole, await ReadAsync(client, 0, 1000));
        await client.AttachAsync(Fid, Afid).Succeeds();
        await client.ClunkAsync(Afid).Succeeds();
        await client.WalkAsync(Fid, 702, "hello").Succeeds();
        Assert.Equal(1, rig.Server.Statistics.Connections);
    }

    [Theory, EveryDialect]
    public async Task Who_does_not_attaches_nowhere_whatever_it_names_as_its_proof(NinePDialect dialect)
    {
        await using var rig = await StartAsync();
        var client = await GreetAsync(rig, dialect);
        await client.AttachAsync(Fid).Refused(Errno.EACCES);
        await client.AttachAsync(Fid, 99).Refused(Errno.EACCES);
        await AuthAsync(client, Afid).Succeeds();
        await client.AttachAsync(Fid, Afid).Refused(Errno.EACCES);
        await client.AttachAsync(Afid, Afid).Refused(Errno.EACCES);
        await client.WalkAsync(Fid, 702, "hello").Refused(Errno.EBADF);
        Assert.Equal(0, rig.Server.Statistics.Connections);
    }

    [Theory, EveryDialect]
    public async Task A_wrong_proof_is_refused_and_the_right_one_after_it_takes_another_Tauth(NinePDialect dialect)
    {
        await using var rig = await StartAsync();
        var client = await GreetAsync(rig, dialect);
        await AuthAsync(client, Afid).Succeeds();
        var challenge = await ReadAsync(client, 0);
        var nonce = RandomNumberGenerator.GetBytes(32);
        await WriteAsync(client, [.. nonce, .. Proof("server", challenge, nonce)]).Refused(Errno.EACCES);
        await WriteAsync(client, [.. nonce, .. Proof("client", challenge, nonce)]).Refused(Errno.EACCES);
        Assert.Equal(challenge, await ReadAsync(client, 0, 1000));
        await client.AttachAsync(Fid, Afid).Refused(Errno.EACCES);
        await client.ClunkAsync(Afid).Succeeds();
        await ProveAsync(client);
        await client.AttachAsync(Fid, Afid).Succeeds();
    }

    [Theory, EveryDialect]
    public async Task What_is_no_proof_is_refused_and_spoils_nothing(NinePDialect dialect)
    {
        await using var rig = await StartAsync();
        var client = await GreetAsync(rig, dialect);
        await AuthAsync(client, Afid).Succeeds();
        foreach (var length in (int[])[0, 1, 63, 65, 4000])
            await WriteAsync(client, new byte[length]).Refused(Errno.EINVAL);
        await WriteAsync(client, new byte[64], offset: 1).Refused(Errno.EINVAL);
        await ProveOnAsync(client);
        await client.AttachAsync(Fid, Afid).Succeeds();
    }

    [Theory, EveryDialect]
    public async Task No_challenge_comes_twice_so_that_nothing_heard_can_be_said_again(NinePDialect dialect)
    {
        await using var rig = await StartAsync();
        var client = await GreetAsync(rig, dialect);
        await AuthAsync(client, Afid).Succeeds();
        var first = await ReadAsync(client, 0);
        await client.ClunkAsync(Afid).Succeeds();
        await AuthAsync(client, Afid).Succeeds();
        Assert.NotEqual(first, await ReadAsync(client, 0));
    }

    [Theory, EveryDialect]
    public async Task A_fid_that_proves_can_do_nothing_else(NinePDialect dialect)
    {
        await using var rig = await StartAsync();
        var client = await GreetAsync(rig, dialect);
        await ProveAsync(client);
        await AuthAsync(client, Afid).Refused(Errno.EBADF);
        await client.AttachAsync(Fid, Afid).Succeeds();
        await client.WalkAsync(Afid, 702, "hello").Refused(Errno.EBADF);
        await client.WalkAsync(Fid, Afid, "hello").Refused(Errno.EBADF);
        await AuthAsync(client, Fid).Refused(Errno.EBADF);
        await client.RemoveAsync(Afid).Refused(Errno.EPERM);
        Assert.False(await client.IsBoundAsync(Afid));
    }

    [Theory, EveryDialect]
    public async Task A_new_session_begins_without_a_proof(NinePDialect dialect)
    {
        await using var rig = await StartAsync();
        var client = await GreetAsync(rig, dialect);
        await ProveAsync(client);
        await client.AttachAsync(Fid, Afid).Succeeds();
        await client.VersionAsync(RawClient.NameOf(dialect));
        await client.AttachAsync(Fid, Afid).Refused(Errno.EACCES);
        await ProveAsync(client);
        await client.AttachAsync(Fid, Afid).Succeeds();
        Assert.Equal(1, rig.Server.Statistics.Connections);
    }

    [Theory, EveryDialect]
    public async Task More_attempts_than_a_connection_may_have_at_a_time_are_refused(NinePDialect dialect)
    {
        await using var rig = await StartAsync();
        var client = await GreetAsync(rig, dialect);
        for (var i = 0u; i < 16; i++)
            await AuthAsync(client, Afid + i).Succeeds();
        await AuthAsync(client, Afid + 16).Refused(Errno.ENFILE);
        await client.ClunkAsync(Afid).Succeeds();
        await AuthAsync(client, Afid + 16).Succeeds();
    }

    [Fact]
    public async Task Strangers_take_no_place_of_those_who_know_the_secret()
    {
        await using var rig = await StartAsync(new() { MaxConnections = 1, MaxHandshakes = 2 });
        var first = await GreetAsync(rig, NinePDialect.Linux);
        var second = await GreetAsync(rig, NinePDialect.Linux);
        var third = await GreetAsync(rig, NinePDialect.Linux);

        // the one that has been at it longest makes room
        await first.EndAsync();
        await ProveAsync(third);
        await third.AttachAsync(Fid, Afid).Succeeds();

        // and the server is full now of those who do
        await ProveAsync(second);
        await second.AttachAsync(Fid, Afid).Refused(Errno.EMFILE);
        await third.DisposeAsync();
        await Eventually.IsAsync(0, () => rig.Server.Statistics.Connections);
        await second.AttachAsync(Fid, Afid).Succeeds();
    }

    [Fact]
    public async Task Who_does_not_prove_it_in_time_is_sent_away()
    {
        await using var rig = await StartAsync(new() { HandshakeTimeout = TimeSpan.FromMilliseconds(100) });
        var client = await rig.OpenAsync();
        await client.VersionAsync("9P2000.L");
        await client.EndAsync();
        Assert.Equal(0, rig.Server.Statistics.Connections);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(1025)]
    public async Task A_secret_that_could_be_guessed_or_is_out_of_measure_is_none(int length)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(new() { Secret = new byte[length] }));
    }

    private static Task<Rig> StartAsync(NinePServerOptions? options = null) =>
        Rig.StartAsync(Rig.Tree(), (options ?? new()) is { Secret.IsEmpty: true } open ? open with { Secret = Secret } : options);

    private static async Task<RawClient> GreetAsync(Rig rig, NinePDialect dialect)
    {
        var client = await rig.OpenAsync();
        await client.VersionAsync(RawClient.NameOf(dialect)).Succeeds();
        return client;
    }

    private static Task<Answer> AuthAsync(RawClient client, uint afid)
    {
        var body = new Body().U32(afid).Text("nobody").Text("");
        return client.CallAsync(Op.Auth, client.Dialect == NinePDialect.Plan9 ? body : body.U32(RawClient.NoFid));
    }

    private static async Task<byte[]> ReadAsync(RawClient client, ulong offset, uint count = 32) =>
        (await client.CallAsync(Op.Read, RawClient.ReadBody(Afid, offset, count)).Succeeds()).Data;

    private static Task<Answer> WriteAsync(RawClient client, byte[] data, ulong offset = 0) => client.CallAsync(Op.Write, new Body().U32(Afid).U64(offset).Data(data));

    private static async Task ProveAsync(RawClient client)
    {
        await AuthAsync(client, Afid).Succeeds();
        await ProveOnAsync(client);
    }

    private static async Task ProveOnAsync(RawClient client)
    {
        var challenge = await ReadAsync(client, 0);
        await WriteAsync(client, [.. new byte[32], .. Proof("client", challenge, new byte[32])]).Succeeds();
    }

    private static byte[] Proof(string who, byte[] challenge, byte[] nonce) =>
        HMACSHA256.HashData(Secret, (byte[])[.. System.Text.Encoding.ASCII.GetBytes($"ObjectFs 9P {who}"), .. challenge, .. nonce]);
}
