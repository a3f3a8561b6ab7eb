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

    [Fact]
    public async Task The_socket_has_the_mode_that_was_asked_for()
    {
        var at = Listening.NewSocket();
        var mode = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        await using var server = await Listening.StartAsync(at, new() { SocketMode = mode });
        Assert.Equal(mode & ~Umask(), File.GetUnixFileMode(at.Path!));
    }

    [Fact]
    public async Task A_socket_that_was_left_behind_is_replaced()
    {
        var at = Listening.NewSocket();
        using (Socket left = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // an orderly end would take the file along
            left.Bind(new UnixDomainSocketEndPoint(at.Path! + ".tmp"));
            File.Move(at.Path! + ".tmp", at.Path!);
        }

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
        Assert.Equal(Errno.ENOENT, await Listening.RefusalAsync(NinePAddress.Unix(Server.NewPlace() + "/below/socket")));
    }

    private static UnixFileMode Umask()
    {
        var status = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("Umask:", StringComparison.Ordinal));
        return (UnixFileMode)Convert.ToInt32(status["Umask:".Length..].Trim(), 8);
    }
}
