using System.Runtime.Versioning;

namespace ObjectFs.RealTools.Tests;

/// <summary>Programs that serve 9P, looked at with the command line. Each test has a runtime directory of its own, so that it finds its own programs only.</summary>
[SupportedOSPlatform("linux")]
public sealed class NinePTests : IDisposable
{
    private readonly string _runtime = Directory.CreateTempSubdirectory("ofs-run-").FullName;

    public void Dispose() => Directory.Delete(_runtime, recursive: true);

    [Fact]
    public void With_nothing_but_the_protocol_in_the_environment_a_program_is_browsable_by_its_own_user()
    {
        using var quiet = new Child("tests/Quiet", [], ("OBJECTFS_PROTO", "9p"), ("XDG_RUNTIME_DIR", _runtime));
        quiet.Await("running");
        var socket = AwaitSocket();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(socket));
        Assert.Equal("5\n", Ask("cat", "Quiet/Lamp/1/Brightness").Output);
        Assert.Equal(0, Ask("set", "Quiet/Lamp/1/Brightness", "9").ExitCode);
        quiet.Input.WriteLine("brightness");
        quiet.Await("9");
        Assert.Contains("Brightness", Ask("set", "Quiet/Lamp/1/Brightness", "bright").Error, StringComparison.Ordinal);
        quiet.Input.Close();
        quiet.AwaitEnd();
        Assert.Equal("", quiet.Said);
        Assert.False(File.Exists(socket));
    }

    [Fact]
    public void Where_nothing_can_be_mounted_Hello_serves_9P_and_says_why_and_what_to_try()
    {
        var file = Path.Combine(_runtime, "file");
        File.WriteAllText(file, "");
        using var hello = new Child("examples/Hello", [file], ("XDG_RUNTIME_DIR", _runtime));
        hello.Await($"{file} is a file");
        hello.Await("set Hello/Player/alice/Health 42");
        Assert.Equal(0, Ask("set", "Hello/Player/alice/Health", "42").ExitCode);
        Assert.Equal("42\n", Ask("cat", "Hello/Player/alice/Health").Output);
        Assert.Contains("\"Health\":80", Ask("cat", "Hello/Player/bob/.json").Output, StringComparison.Ordinal);
        Assert.Contains("Health", Ask("ls", "-l", "Hello/Player/alice").Output, StringComparison.Ordinal);
        var socket = AwaitSocket();
        hello.Signal("INT");
        hello.AwaitEnd();
        Assert.False(File.Exists(socket));
    }

    [Theory, InlineData("TERM"), InlineData("INT"), InlineData("HUP")]
    public void A_signal_takes_the_socket_along(string signal)
    {
        using var quiet = new Child("tests/Quiet", [], ("OBJECTFS_PROTO", "9p"), ("XDG_RUNTIME_DIR", _runtime));
        quiet.Await("running");
        var socket = AwaitSocket();
        quiet.Signal(signal);
        quiet.AwaitEnd();
        Assert.False(File.Exists(socket));
    }

    [Fact]
    public void What_a_killed_program_leaves_behind_is_told_from_what_lives()
    {
        using (var killed = new Child("tests/Quiet", [], ("OBJECTFS_PROTO", "9p"), ("XDG_RUNTIME_DIR", _runtime)))
        {
            killed.Await("running");
            AwaitSocket();
            killed.Kill();
            killed.AwaitEnd();
        }

        var outcome = Ask("cat", "Quiet/Lamp/1/Brightness");
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.NotEqual("", outcome.Error);
    }

    private Outcome Ask(params string[] arguments) =>
        Tool.Run($"dotnet {Places.Built("src/ObjectFs.Cli")} {string.Join(' ', arguments)}", variables: [("XDG_RUNTIME_DIR", _runtime)]);

    private string AwaitSocket()
    {
        string? socket = null;
        Assert.True(SpinWait.SpinUntil(() => (socket = Find()) is not null, Tool.Patience), "no socket");
        return socket!;

        string? Find() => Directory.Exists($"{_runtime}/objectfs") ? Directory.EnumerateFiles($"{_runtime}/objectfs", "*.9p").FirstOrDefault() : null;
    }
}
