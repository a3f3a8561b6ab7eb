using ObjectFs.NineP;
using ObjectFs.Tests.Shared.Wine;
using ObjectFs.Tree;

namespace ObjectFs.Windows.Tests;

/// <summary>Programs that serve 9P on Windows without being told where, and the command that finds them there.</summary>
[Collection(WindowsMachine.OneAtATime)]
public sealed class DefaultTransportTests(WindowsMachine windows)
{
    [Fact]
    public async Task With_nothing_but_the_protocol_in_the_environment_a_program_is_found_read_set_and_called_by_its_name()
    {
        using var quiet = await windows.StartAsync("Quiet", ("OBJECTFS_PROTO", "9p"));
        await quiet.AwaitAsync("running");
        var (path, file) = await windows.AddressFileAsync("Quiet");
        var (exitCode, output, error) = await windows.ObjectfsAsync("ps");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains(output.Split('\n'), line => line.StartsWith("Quiet ", StringComparison.Ordinal) && line.EndsWith($"alive  {file.Address}", StringComparison.Ordinal));

        Assert.Equal((0, "Brighten\nBrightness\n", ""), await windows.ObjectfsAsync("ls", "Quiet/Lamp/1"));
        Assert.Equal((0, "5\n", ""), await windows.ObjectfsAsync("cat", "Quiet/Lamp/1/Brightness"));
        Assert.Equal((0, "", ""), await windows.ObjectfsAsync("set", "Quiet/Lamp/1/Brightness", "9"));
        quiet.Input.WriteLine("brightness");
        await quiet.AwaitAsync("9");
        (exitCode, _, error) = await windows.ObjectfsAsync("set", "Quiet/Lamp/1/Brightness", "bright");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("objectfs: Quiet/Lamp/1/Brightness: 'bright' is not ", error, StringComparison.Ordinal);
        Assert.Equal((0, "12\n", ""), await windows.ObjectfsAsync("call", "Quiet/Lamp/1/Brighten", "3"));
        Assert.Equal((0, "Quiet/Lamp\n└── 1\n    ├── Brighten\n    └── Brightness\n\n1 directory, 2 files\n", ""), await windows.ObjectfsAsync("tree", "Quiet/Lamp"));

        // as the address that ps shows, and by its process id
        Assert.Equal((0, "12\n", ""), await windows.ObjectfsAsync("cat", $"{file.Address}/Lamp/1/Brightness"));
        var processId = Path.GetFileNameWithoutExtension(path).Split('-')[^1];
        Assert.Equal((0, "12\n", ""), await windows.ObjectfsAsync("cat", $"{processId}/Lamp/1/Brightness"));

        quiet.Input.Close();
        await quiet.EndAsync();
        Assert.Equal((0, ""), (quiet.ExitCode, quiet.SaidSoFar));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Members_are_watched_as_they_change_and_instances_shown_as_a_table()
    {
        using var quiet = await windows.StartAsync("Quiet", ("OBJECTFS_PROTO", "9p"));
        await quiet.AwaitAsync("running");
        await windows.AddressFileAsync("Quiet");
        using var watch = await windows.StartAsync("ObjectFs.Cli", ["watch", "-n", "1", "Quiet/Lamp/1/Brightness"]);
        await watch.AwaitAsync("5");
        Assert.Equal((0, "", ""), await windows.ObjectfsAsync("set", "Quiet/Lamp/1/Brightness", "8"));
        await watch.AwaitAsync("8");
        await watch.EndAsync();
        Assert.Equal((0, ""), (watch.ExitCode, watch.SaidSoFar));
        var (exitCode, output, error) = await windows.ObjectfsAsync("top", "Quiet/Lamp");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches(@"Brightness(.|\n)*\b8\b", output);
    }

    [Fact]
    public async Task Whoever_cannot_read_the_file_of_the_program_does_not_get_in()
    {
        using var quiet = await windows.StartAsync("Quiet", ("OBJECTFS_PROTO", "9p"));
        await quiet.AwaitAsync("running");
        var (_, file) = await windows.AddressFileAsync("Quiet");
        foreach (var dialect in Enum.GetValues<NinePDialect>())
        {
            var stranger = await Assert.ThrowsAsync<NinePException>(() => NinePClient.ConnectAsync(file.Address, new() { Dialect = dialect }, TestContext.Current.CancellationToken));
            Assert.Equal(Errno.EACCES, stranger.Errno);
            var wrong = await Assert.ThrowsAsync<NinePException>(
                () => NinePClient.ConnectAsync(file.Address, new() { Dialect = dialect, Secret = new byte[32] }, TestContext.Current.CancellationToken));
            Assert.Equal(Errno.EACCES, wrong.Errno);
            await using var friend = await NinePClient.ConnectAsync(file.Address, new() { Dialect = dialect, Secret = file.Secret }, TestContext.Current.CancellationToken);
            Assert.True((await friend.Root.WalkAsync("Lamp/1/Brightness", TestContext.Current.CancellationToken)).Succeeded);
        }
    }

    [Fact]
    public async Task What_is_killed_leaves_no_address_behind()
    {
        using (var quiet = await windows.StartAsync("Quiet", ("OBJECTFS_PROTO", "9p")))
        {
            await quiet.AwaitAsync("running");
            await windows.AddressFileAsync("Quiet");
            quiet.Kill();
            await quiet.EndAsync();
        }

        var (exitCode, output, _) = await windows.ObjectfsAsync("ps");
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("Quiet", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hello_says_why_nothing_is_mounted_and_serves_what_it_says_can_be_tried_until_Ctrl_C()
    {
        await TryHelloAsync();
    }

    [Fact]
    public async Task Hello_does_so_as_well_where_the_environment_has_it_served_already()
    {
        await TryHelloAsync(("OBJECTFS_PROTO", "9p"));
    }

    [Fact]
    public async Task The_doctor_looks_at_what_Windows_has_and_mount_says_what_to_install()
    {
        var (exitCode, output, _) = await windows.ObjectfsAsync("doctor");
        Assert.Equal(0, exitCode);
        Assert.Contains("ok      address directory", output, StringComparison.Ordinal);
        Assert.Contains("missing WinFsp", output, StringComparison.Ordinal);
        Assert.DoesNotContain("/dev/fuse", output, StringComparison.Ordinal);
        using var quiet = await windows.StartAsync("Quiet", ("OBJECTFS_PROTO", "9p"));
        await quiet.AwaitAsync("running");
        await windows.AddressFileAsync("Quiet");
        (exitCode, _, var error) = await windows.ObjectfsAsync("mount", "Quiet", "X:");
        Assert.Equal(1, exitCode);
        Assert.Contains("WinFsp is not installed", error, StringComparison.Ordinal);
        Assert.Contains("winget install", error, StringComparison.Ordinal);
    }

    private async Task TryHelloAsync(params (string Name, string Value)[] variables)
    {
        using var hello = await windows.StartAsync("Hello", variables);
        await hello.AwaitAsync("Nothing can be mounted through FUSE here");
        await hello.AwaitAsync("set Hello/Player/alice/Health 42");
        var (path, _) = await windows.AddressFileAsync("Hello");
        Assert.Equal((0, "", ""), await windows.ObjectfsAsync("set", "Hello/Player/alice/Health", "42"));
        Assert.Equal((0, "42\n", ""), await windows.ObjectfsAsync("cat", "Hello/Player/alice/Health"));
        Assert.Contains("\"Health\":80", (await windows.ObjectfsAsync("cat", "Hello/Player/bob/.json")).Output, StringComparison.Ordinal);
        Assert.Matches(@"Friend -> \S*/alice\n", (await windows.ObjectfsAsync("ls", "-l", "Hello/Player/bob")).Output);
        hello.Interrupt();
        await hello.EndAsync();
        Assert.False(File.Exists(path));
    }
}
