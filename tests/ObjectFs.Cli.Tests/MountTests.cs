using System.Diagnostics;
using System.Runtime.CompilerServices;
using ObjectFs.Tests.Shared;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests;

/// <summary><c>objectfs mount</c> as a process, over a real kernel.</summary>
public sealed class MountTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Scratch _runtime = new();
    private readonly string _name = Served.NewName();

    public MountTests()
    {
        FuseDevice.Need();
    }

    public void Dispose() => _runtime.Dispose();

    [Fact]
    public async Task A_program_is_a_directory_until_Ctrl_C()
    {
        await using var program = await Served.StartAsync(_runtime, _name, Trees.Players());
        using var mount = await MountAsync(_name);
        Assert.Equal("alice\n", await File.ReadAllTextAsync(_runtime["mount/Player/1/Name"], TestContext.Current.CancellationToken));
        Assert.Equal("../2", new FileInfo(_runtime["mount/Player/1/Friend"]).LinkTarget);
        Assert.Equal(["Friend", "Health", "Name", ".json"], Directory.GetFileSystemEntries(_runtime["mount/Player/1"]).Select(Path.GetFileName).Order(StringComparer.Ordinal).OrderBy(static name => name![0] == '.'));
        await File.WriteAllTextAsync(_runtime["mount/Player/1/Health"], "42\n", TestContext.Current.CancellationToken);
        Assert.Equal("42\n", (await Child.RunAsync(_runtime, "cat", $"{_name}/Player/1/Health")).Output);
        Assert.Equal(0, await mount.InterruptAsync());
        Assert.False(Directory.Exists(_runtime["mount"]));
    }

    [Fact]
    public async Task A_signal_that_its_receiver_goes_on_after_fails_no_look_at_what_is_remote()
    {
        const string Script =
            """
            import os, signal, sys
            signal.signal(signal.SIGALRM, lambda *_: None)
            signal.siginterrupt(signal.SIGALRM, False)
            signal.setitimer(signal.ITIMER_REAL, .0007, .0007)
            print({os.readlink(sys.argv[1]) for _ in range(100)})
            """;
        await using var program = await Served.StartAsync(_runtime, _name, Trees.Players());
        using var mount = await MountAsync(_name);
        using var looks = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("python3", ["-c", Script, _runtime["mount/Player/1/Friend"]]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Assert.Equal("{'../2'}\n", await looks.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await looks.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await mount.InterruptAsync());
    }

    [Fact]
    public async Task A_part_of_a_program_can_be_mounted_read_only()
    {
        await using var program = await Served.StartAsync(_runtime, _name, Trees.Players());
        using var mount = await MountAsync($"{_name}/Player/1", "--read-only");
        Assert.Equal("alice\n", await File.ReadAllTextAsync(_runtime["mount/Name"], TestContext.Current.CancellationToken));
        Assert.ThrowsAny<Exception>(() => File.WriteAllText(_runtime["mount/Health"], "42\n"));
        Assert.Equal(0, await mount.InterruptAsync());
    }

    [Fact]
    public async Task It_waits_for_a_program_that_ends_and_shows_it_when_it_is_back()
    {
        var program = await Served.StartAsync(_runtime, _name, Trees.Players());
        using var mount = await MountAsync(_name);
        Assert.Equal("alice\n", await File.ReadAllTextAsync(_runtime["mount/Player/1/Name"], TestContext.Current.CancellationToken));
        using var held = File.OpenRead(_runtime["mount/Player/1/Name"]);

        await program.DisposeAsync();
        await AwaitAsync(() => !File.Exists(_runtime["mount/Player/1/Name"]));
        Assert.True(Directory.Exists(_runtime["mount"]), "the mount point itself can still be looked at");
        Assert.Throws<IOException>(() => held.ReadByte());

        var root = MemoryDirectory.CreateRoot();
        root.AddFile("back", "again\n"u8);
        await using var again = await Served.StartAsync(_runtime, _name, root);
        await AwaitAsync(() => File.Exists(_runtime["mount/back"]));
        Assert.Equal("again\n", await File.ReadAllTextAsync(_runtime["mount/back"], TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(_runtime["mount/Player"]));

        Assert.Equal(0, await mount.InterruptAsync());
        Assert.Contains($"{_name} has ended.", await mount.SaidAsync(), StringComparison.Ordinal);
        Assert.Contains($"{_name} is back.", await mount.SaidAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_unmounted_while_the_program_is_away()
    {
        var program = await Served.StartAsync(_runtime, _name, Trees.Players());
        using var mount = await MountAsync(_name);
        await program.DisposeAsync();
        await AwaitAsync(() => !File.Exists(_runtime["mount/Player/1/Name"]));
        Assert.Equal(0, await mount.InterruptAsync());
        Assert.False(Directory.Exists(_runtime["mount"]));
    }

    [Fact]
    public async Task A_mount_of_one_process_ends_with_it()
    {
        var program = await Served.StartAsync(_runtime, _name, Trees.Players());
        using var mount = await MountAsync($"{_name}-{program.ProcessId}");
        await program.DisposeAsync();
        Assert.Equal(ExitCode.Unreachable, await mount.EndAsync());
        Assert.Contains($"{_name}-{program.ProcessId} has ended, and its mount with it.", await mount.SaidAsync(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_runtime["mount"]));
    }

    [Fact]
    public async Task An_ordinary_user_mounts()
    {
        const string Setpriv = "/usr/bin/setpriv";
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists(Setpriv), "skipped: only root can become another user here, by setpriv of util-linux");
        Assert.SkipUnless(File.Exists("/usr/bin/fusermount3"), "skipped: an ordinary user needs fusermount3, of the package fuse3");
        Directory.CreateDirectory(_runtime["served"]);
        File.WriteAllText(_runtime["served/file"], "hello\n");
        string[] become = [Setpriv, "--reuid=65534", "--regid=65534", "--clear-groups"];
        using (var chown = System.Diagnostics.Process.Start("chown", ["-R", "65534:65534", _runtime.Path]))
            await chown.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var reach = System.Diagnostics.Process.Start(Setpriv, [.. become[1..], "test", "-r", Child.Command, "-a", "-w", "/dev/fuse"]);
        await reach.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(reach.ExitCode == 0, $"skipped: an ordinary user cannot read {Child.Command} or open /dev/fuse");

        using var server = new Child(_runtime, become, ["serve", _runtime["served"], "--listen", _runtime["s.9p"]]);
        await server.LineAsync();
        using var mount = new Child(_runtime, become, ["mount", _runtime["s.9p"], _runtime["mount"], "--read-only"]);
        Assert.EndsWith("Ctrl-C unmounts it.", await mount.LineAsync(), StringComparison.Ordinal);
        using var cat = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(Setpriv, [.. become[1..], "cat", _runtime["mount/file"]]) { RedirectStandardOutput = true })!;
        Assert.Equal("hello\n", await cat.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await mount.InterruptAsync());
        Assert.Equal(0, await server.InterruptAsync());
    }

    [Fact]
    public async Task Ps_tells_a_mount_from_a_program()
    {
        await using var program = await Served.StartAsync(_runtime, _name, Trees.Players());
        using var mount = await MountAsync(_name);
        var lines = (await Child.RunAsync(_runtime, "ps")).Output.Split('\n').Where(line => line.StartsWith(_name, StringComparison.Ordinal)).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Contains(lines, line => line.Contains(" mount ", StringComparison.Ordinal) && line.EndsWith(_runtime["mount"], StringComparison.Ordinal));
        Assert.Equal(0, await mount.InterruptAsync());
    }

    [Fact]
    public async Task A_directory_that_is_not_empty_is_a_sentence_and_1()
    {
        await using var program = await Served.StartAsync(_runtime, _name, Trees.Players());
        var outcome = await Child.RunAsync(_runtime, "mount", _name, _runtime.Path);
        Assert.Equal((ExitCode.Refused, ""), (outcome.ExitCode, outcome.Output));
        Assert.Matches("^objectfs: [^\n]+not empty[^\n]+\n$", outcome.Error);
    }

    private async Task<Child> MountAsync(string target, params string[] options)
    {
        var child = new Child(_runtime, ["mount", target, _runtime["mount"], .. options]);
        Assert.EndsWith("Ctrl-C unmounts it.", await child.LineAsync(), StringComparison.Ordinal);
        return child;
    }

    // nothing tells of a mount that goes and comes; a look at one that hangs may hang itself
    private static async Task AwaitAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        for (var since = Stopwatch.StartNew(); !await Task.Run(condition).WaitAsync(Patience); await Task.Delay(50))
            Assert.True(since.Elapsed < Patience, $"not within {Patience}: {what}");
    }
}
