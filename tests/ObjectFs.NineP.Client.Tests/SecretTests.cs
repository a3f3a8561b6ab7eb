using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

/// <summary>Servers that ask for a secret, and such as should and do not know it.</summary>
public sealed class SecretTests : IDisposable
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];
    private readonly string _folder = Directory.CreateTempSubdirectory("objectfs-9p-").FullName;

    public static TheoryData<NinePDialect> Dialects => [.. Enum.GetValues<NinePDialect>()];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Dialects))]
    public async Task Who_knows_the_secret_gets_in_over_TCP_and_nobody_else(NinePDialect dialect)
    {
        await using var server = await StartAsync(new() { Address = NinePAddress.Tcp("127.0.0.1", 0), Secret = Secret });
        await using var client = await NinePClient.ConnectAsync(server.Address!, new() { Dialect = dialect, Secret = Secret });
        Assert.Equal(Errno.ENOENT, (await client.Tree.LookupAsync("nothing"u8, default)).Errno);
        Assert.Equal(Errno.EACCES, (await RefusedAsync(server.Address!, new() { Dialect = dialect })).Errno);
        Assert.Equal(Errno.EACCES, (await RefusedAsync(server.Address!, new() { Dialect = dialect, Secret = new byte[32] })).Errno);
    }

    [Fact]
    public async Task A_server_that_asks_for_no_secret_is_not_the_one_whose_it_is()
    {
        await using var server = await StartAsync(new() { Address = NinePAddress.Tcp("127.0.0.1", 0), AllowAnonymous = true });
        var refused = await RefusedAsync(server.Address!, new() { Secret = Secret });
        Assert.Contains("does not ask for it", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_takes_any_proof_and_has_none_itself_is_not_attached_to()
    {
        var peer = Peer.Create();
        var connecting = NinePClient.ConnectAsync(peer.ClientEnd, new() { Secret = Secret });
        var version = await peer.NextAsync(MessageType.Tversion);
        peer.Send(version.Tag, new Rversion { MessageSize = 8192, Version = "9P2000.L"u8 });
        peer.Reply(await peer.NextAsync(MessageType.Tauth), new Rauth { Qid = new(QidType.Authentication, 0, 1) });
        Replies.Read(peer, await peer.NextAsync(MessageType.Tread), new byte[32]);
        var write = await peer.NextAsync(MessageType.Twrite);
        Assert.Equal(-1, write.As<Twrite>().Data.IndexOf(Secret));
        peer.Reply(write, new Rwrite { Count = 64 });
        Replies.Read(peer, await peer.NextAsync(MessageType.Tread), new byte[64]);
        var refused = await Assert.ThrowsAsync<NinePException>(() => connecting);
        Assert.Contains("does not know it", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_has_no_challenge_is_left()
    {
        var peer = Peer.Create();
        var connecting = NinePClient.ConnectAsync(peer.ClientEnd, new() { Secret = Secret });
        var version = await peer.NextAsync(MessageType.Tversion);
        peer.Send(version.Tag, new Rversion { MessageSize = 8192, Version = "9P2000.L"u8 });
        peer.Reply(await peer.NextAsync(MessageType.Tauth), new Rauth { Qid = new(QidType.Authentication, 0, 1) });
        Replies.Read(peer, await peer.NextAsync(MessageType.Tread), new byte[31]);
        Assert.Equal(Errno.EACCES, (await Assert.ThrowsAsync<NinePException>(() => connecting)).Errno);
    }

    [Fact]
    public async Task The_address_file_is_its_users_alone_says_all_that_a_client_needs_and_goes_with_the_server()
    {
        var path = Path.Combine(_folder, "Hello-12.9p");
        await using (var server = await StartAsync(new() { Address = NinePAddress.Tcp("127.0.0.1", 0), AddressFile = path }))
        {
            Assert.True(NinePAddressFile.TryRead(path, out var file));
            Assert.Equal(server.Address, file.Address);
            Assert.DoesNotContain(Convert.ToHexStringLower(file.Secret.Span), file.ToString(), StringComparison.OrdinalIgnoreCase);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            await using var client = await NinePClient.ConnectAsync(file.Address, new() { Secret = file.Secret });
            Assert.Equal(Errno.EACCES, (await RefusedAsync(file.Address, new())).Errno);
        }

        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Two_servers_have_two_secrets()
    {
        var (one, other) = (Path.Combine(_folder, "one"), Path.Combine(_folder, "other"));
        await using var first = await StartAsync(new() { Address = NinePAddress.Tcp("127.0.0.1", 0), AddressFile = one });
        await using var second = await StartAsync(new() { Address = NinePAddress.Tcp("127.0.0.1", 0), AddressFile = other });
        Assert.True(NinePAddressFile.TryRead(one, out var file) & NinePAddressFile.TryRead(other, out var another));
        Assert.NotEqual(file!.Secret.ToArray(), another!.Secret.ToArray());
        Assert.Equal(Errno.EACCES, (await RefusedAsync(file.Address, new() { Secret = another.Secret })).Errno);
    }

    [Fact]
    public async Task An_address_file_that_a_program_left_behind_is_replaced_and_one_of_a_server_that_lives_is_not()
    {
        var path = Path.Combine(_folder, "Hello-12.9p");
        File.WriteAllText(path, $"tcp://127.0.0.1:1\n{new string('0', 64)}\n");
        NinePServerOptions options = new() { Address = NinePAddress.Tcp("127.0.0.1", 0), AddressFile = path };
        await using var server = await StartAsync(options);
        Assert.True(NinePAddressFile.TryRead(path, out var file));
        Assert.Equal(server.Address, file.Address);
        Assert.Equal(Errno.EADDRINUSE, (await Assert.ThrowsAsync<NinePException>(() => StartAsync(options))).Errno);
        Assert.True(NinePAddressFile.TryRead(path, out var still));
        Assert.Equal(server.Address, still.Address);
    }

    [Fact]
    public async Task Of_servers_that_want_one_file_at_once_one_gets_it_and_the_others_hear_that_it_is_in_use()
    {
        for (var round = 0; round < 20; round++)
        {
            NinePServerOptions options = new() { Address = NinePAddress.Tcp("127.0.0.1", 0), AddressFile = Path.Combine(_folder, $"Hello-{round}.9p") };
            using Barrier start = new(4);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, start.ParticipantCount).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return TryStartAsync(options);
                },
                TaskCreationOptions.LongRunning).Unwrap()));
            Assert.Equal([Errno.None, .. Enumerable.Repeat(Errno.EADDRINUSE, 3)], outcomes.Select(static outcome => outcome.Refusal).Order());
            await outcomes.Single(static outcome => outcome.Server is not null).Server!.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("notes\n")]
    [InlineData("tcp://127.0.0.1:1\n")]
    [InlineData("tcp://127.0.0.1:1\n00112233445566778899aabbccddeeff")]
    [InlineData("tcp://127.0.0.1:1\n00112233445566778899aabbccddeef\n")]
    [InlineData("tcp://127.0.0.1:1\n00112233445566778899aabbccddeexx\n")]
    [InlineData("tcp://127.0.0.1:1\n0011\n")]
    [InlineData("nowhere\n00112233445566778899aabbccddeeff\n")]
    [InlineData("tcp://127.0.0.1:1\n00112233445566778899aabbccddeeff\nmore")]
    public async Task What_is_no_address_file_is_neither_read_nor_replaced(string text)
    {
        var path = Path.Combine(_folder, "file");
        File.WriteAllText(path, text);
        Assert.False(NinePAddressFile.TryRead(path, out _));
        var refused = await Assert.ThrowsAsync<NinePException>(() => StartAsync(new() { Address = NinePAddress.Tcp("127.0.0.1", 0), AddressFile = path }));
        Assert.Equal(Errno.EEXIST, refused.Errno);
        Assert.Equal(text, File.ReadAllText(path));
    }

    [Fact]
    public void The_next_program_takes_away_what_those_left_that_have_ended()
    {
        string[] names = ["Ended-1999999999.9p", $"Lives-{Environment.ProcessId}.9p", "Nobody.9p"];
        foreach (var name in names)
            File.WriteAllText(Path.Combine(_folder, name), $"tcp://127.0.0.1:1\n{new string('0', 64)}\n");
        File.WriteAllText(Path.Combine(_folder, "Notes-1999999999.9p"), "notes\n");
        var options = NinePSocketDirectory.ListeningByFile(new() { ReadOnly = true }, _folder, "My Program", 12);
        Assert.Equal((NinePAddress.Tcp("127.0.0.1", 0), Path.Combine(_folder, "My_Program-12.9p"), true), (options.Address, options.AddressFile, options.ReadOnly));
        Assert.Equal([names[1], names[2], "Notes-1999999999.9p"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Where_there_is_no_file_nothing_is_read() => Assert.False(NinePAddressFile.TryRead(Path.Combine(_folder, "none"), out _));

    private static async Task<NinePException> RefusedAsync(NinePAddress address, NinePClientOptions options) =>
        await Assert.ThrowsAsync<NinePException>(async () =>
        {
            await using var client = await NinePClient.ConnectAsync(address, options);
        });

    private static async Task<(NinePServer? Server, Errno Refusal)> TryStartAsync(NinePServerOptions options)
    {
        try
        {
            return (await StartAsync(options), Errno.None);
        }
        catch (NinePException exception)
        {
            return (null, exception.Errno);
        }
    }

    private static Task<NinePServer> StartAsync(NinePServerOptions options) => NinePServer.StartAsync(new MemoryVolume().CreateRoot(), options, null, default);
}
