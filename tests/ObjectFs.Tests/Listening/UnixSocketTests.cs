using System.Net.Sockets;
using System.Runtime.Versioning;
using ObjectFs.NineP;
using ObjectFs.Tree;

namespace ObjectFs.Tests.Listening;

/// <summary>The socket of a program: whose it is, and what becomes of one that is there already.</summary>
[SupportedOSPlatform("linux")]
public sealed class UnixSocketTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task A_second_server_of_one_program_has_a_place_of_its_own_and_leaves_the_first_alone()
    {
        await using var first = await Listening.StartAsync(null);
        await using (var second = await Listening.StartAsync(null))
        {
            Assert.NotEqual(first.Address, second.Address);
            Assert.EndsWith($".2-{Environment.ProcessId}.9p", second.Address!.Path, StringComparison.Ordinal);
            Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(second.Address));
        }

        Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(first.Address!));
    }

    [Fact]
    public async Task Without_an_address_the_socket_is_the_users_own_in_a_directory_of_the_users_own()
    {
        string path;
        await using (var server = await Listening.StartAsync(null))
        {
            path = server.Address!.Path!;
            Assert.EndsWith($"-{Environment.ProcessId}.9p", path, StringComparison.Ordinal);
            Assert.Equal(NinePSocketDirectory.Path, Path.GetDirectoryName(path));
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(path));
            Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(NinePSocketDirectory.Path));
            Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(server.Address));
        }

        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData(0b110_000_000)]
    [InlineData(0b110_110_000)]
    [InlineData(0b110_110_110)]
    public async Task The_socket_has_the_mode_that_was_asked_for_whatever_the_umask_is(int mode)
    {
        var at = Listening.NewSocket();
        await using var server = await Listening.StartAsync(at, new() { SocketMode = (UnixFileMode)mode });
        Assert.Equal((UnixFileMode)mode, File.GetUnixFileMode(at.Path!));
    }

    [Theory]
    [InlineData(0b110_110_110, 0b111_000_000, true)]
    [InlineData(0b110_110_110, 0b111_111_000, true)]
    [InlineData(0b110_110_000, 0b111_000_000, true)]
    [InlineData(0b110_110_110, 0b111_001_001, false)]
    [InlineData(0b110_110_000, 0b111_001_000, false)]
    [InlineData(0b110_000_000, 0b111_000_000, false)]
    public async Task A_socket_for_others_in_a_directory_that_keeps_them_out_is_complained_of(int mode, int directoryMode, bool complains)
    {
        var directory = Directory.CreateDirectory(Server.NewPlace());
        File.SetUnixFileMode(directory.FullName, (UnixFileMode)directoryMode);
        RecordingLogger logger = new();
        var at = NinePAddress.Unix(Path.Combine(directory.FullName, "socket"));
        await using (await NinePServer.StartAsync(MemoryDirectory.CreateRoot(), new() { Address = at, SocketMode = (UnixFileMode)mode }, logger, TestContext.Current.CancellationToken))
            Assert.Equal(complains, logger.Warnings.Any(line => line.Contains($"cannot enter {directory.FullName}:", StringComparison.Ordinal)));
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_socket_that_was_left_behind_is_replaced()
    {
        var at = Listening.NewSocket();
        LeaveBehind(at);
        await using var server = await Listening.StartAsync(at);
        Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(at));
    }

    [Fact]
    public async Task A_socket_in_use_is_refused_and_the_other_goes_on()
    {
        var at = Listening.NewSocket();
        await using var first = await Listening.StartAsync(at);
        Assert.Equal(Errno.EADDRINUSE, await Listening.RefusalAsync(at));
        Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(at));
    }

    [Theory, InlineData(""), InlineData("of value")]
    public async Task A_file_that_is_no_socket_is_refused_and_stays(string content)
    {
        var at = Listening.NewSocket();
        await File.WriteAllTextAsync(at.Path!, content, TestContext.Current.CancellationToken);
        Assert.Equal(Errno.EEXIST, await Listening.RefusalAsync(at));
        Assert.Equal(content, await File.ReadAllTextAsync(at.Path!, TestContext.Current.CancellationToken));
        File.Delete(at.Path!);
    }

    [Fact]
    public async Task A_missing_directory_is_named()
    {
        var place = Server.NewPlace() + "/below";
        var at = NinePAddress.Unix(place + "/socket");
        var refusal = await Assert.ThrowsAsync<NinePException>(() => Listening.StartAsync(at));
        Assert.Equal((Errno.ENOENT, $"{at.Path} cannot be made: there is no directory {place}."), (refusal.Errno, refusal.Sentence));
    }

    [Fact]
    public async Task The_end_of_a_program_leaves_the_socket_of_its_successor()
    {
        var at = Listening.NewSocket();
        await using var first = await Listening.StartAsync(at);
        File.Delete(at.Path!);
        await using var second = await Listening.StartAsync(at);
        await first.DisposeAsync();
        Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(at));
    }

    [Fact]
    public async Task Of_many_that_find_a_socket_left_behind_at_once_one_gets_it_and_keeps_it()
    {
        for (var round = 0; round < 20; round++)
        {
            var at = Listening.NewSocket();
            LeaveBehind(at);
            using Barrier together = new(4);
            var starts = await Task.WhenAll(Enumerable.Range(0, together.ParticipantCount).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait();
                    return StartOrRefusalAsync(at).GetAwaiter().GetResult();
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
            Assert.All(starts.Where(static start => start.Server is null), static start => Assert.Equal(Errno.EADDRINUSE, start.Refusal));
            await using var server = Assert.Single(starts, static start => start.Server is not null).Server!;
            Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(at));
        }

        static async Task<(NinePServer? Server, Errno Refusal)> StartOrRefusalAsync(NinePAddress at)
        {
            try
            {
                return (await NinePServer.StartAsync(MemoryDirectory.CreateRoot(), new() { Address = at }, null, CancellationToken.None), Errno.None);
            }
            catch (NinePException exception)
            {
                return (null, exception.Errno);
            }
        }
    }

    private static void LeaveBehind(NinePAddress at)
    {
        // an orderly end would take the file along
        using Socket left = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        left.Bind(new UnixDomainSocketEndPoint(at.Path! + ".tmp"));
        File.Move(at.Path! + ".tmp", at.Path!);
    }
}
