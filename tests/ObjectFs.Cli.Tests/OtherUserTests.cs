using System.Net.Sockets;
using System.Runtime.Versioning;
using ObjectFs.NineP;

namespace ObjectFs.Cli.Tests;

/// <summary>Whoever starts a server at a place where another user's socket is: told so, and the socket stays.</summary>
[SupportedOSPlatform("linux")]
public sealed class OtherUserTests : IDisposable
{
    private const string Setpriv = "/usr/bin/setpriv";
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly string[] Become = [Setpriv, "--reuid=65534", "--regid=65534", "--clear-groups"];

    private readonly Scratch _place = new();

    public OtherUserTests()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists(Setpriv), "skipped: only root can become another user here, by setpriv of util-linux");
        using var reach = System.Diagnostics.Process.Start(Setpriv, [.. Become[1..], "test", "-r", Child.Command]);
        reach.WaitForExit();
        Assert.SkipUnless(reach.ExitCode == 0, $"skipped: an ordinary user cannot read {Child.Command}");

        // as /tmp: everybody makes files there, and removes his own
        File.SetUnixFileMode(_place.Path, (UnixFileMode)0b001_111_111_111);
        Directory.CreateDirectory(_place["served"]);
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_socket_that_somebody_else_listens_at_is_refused_and_goes_on()
    {
        NinePServerOptions options = new() { Address = NinePAddress.Unix(_place["s.9p"]) };
        await using var program = await Served.StartAsync("Theirs", 1, Trees.Players(), options);
        Assert.Equal($"objectfs: {_place["s.9p"]} is the socket of another user. Give another path.\n", await RefusalAsync());
        await using var client = await NinePClient.ConnectAsync(options.Address, cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_socket_that_somebody_else_left_behind_is_refused_and_stays()
    {
        using (Socket left = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            left.Bind(new UnixDomainSocketEndPoint(_place["left"]));
            File.Move(_place["left"], _place["s.9p"]);
        }

        File.SetUnixFileMode(_place["s.9p"], Everybody);
        Assert.Equal($"objectfs: {_place["s.9p"]} was left behind by a program of another user, and cannot be replaced. Remove it, or give another path.\n", await RefusalAsync());
        Assert.True(File.Exists(_place["s.9p"]));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_socket_that_somebody_else_may_not_reach_is_called_that(bool isHidden)
    {
        var directory = Directory.CreateDirectory(_place["theirs"]).FullName;
        NinePServerOptions options = new() { Address = NinePAddress.Unix(Path.Combine(directory, "s.9p")) };
        await using var program = await Served.StartAsync("Theirs", 1, Trees.Players(), options);
        if (isHidden)
            File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(
            $"objectfs: {options.Address} cannot be reached: Permission denied. The socket belongs to another user; run this as that user, or have the program let others in.\n",
            await RefusalAsync(ExitCode.Unreachable, "ls", options.Address.Path!));
    }

    private Task<string> RefusalAsync() => RefusalAsync(ExitCode.Refused, "serve", _place["served"], "--listen", _place["s.9p"]);

    private async Task<string> RefusalAsync(int exitCode, params string[] arguments)
    {
        using var child = new Child(_place, Become, arguments);
        Assert.Equal(exitCode, await child.EndAsync());
        return await child.SaidAsync();
    }
}
