using ObjectFs.Tests.Shared.Wine;
using ObjectFs.WinFsp;

namespace ObjectFs.Windows.Tests;

/// <summary>The command that makes a drive of a program that serves 9P, against a DLL that stands in for WinFsp's.</summary>
[Collection(WindowsMachine.OneAtATime)]
public sealed class MountTests(WindowsMachine windows) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await windows.InstallWinFspAsync();

    public async ValueTask DisposeAsync() => await windows.RemoveWinFspAsync();

    [Fact]
    public async Task A_program_becomes_a_drive_which_is_listed_read_and_set_until_Ctrl_C()
    {
        using var quiet = await windows.StartAsync("Quiet", ("OBJECTFS_PROTO", "9p"));
        await quiet.AwaitAsync("running");
        await windows.AddressFileAsync("Quiet");
        var script = await WinFspStandIn.WriteScriptAsync(
            """
            list \Lamp\1
            read \LAMP\1\brightness
            write \Lamp\1\Brightness 9
            read \Lamp\1\Brightness
            write \Lamp\1\Brightness dark
            write \Lamp\1\Brighten 3
            read \Lamp\1\Brightness
            read \Lamp\1\Nothing

            """);
        using var mount = await windows.StartAsync("ObjectFs.Cli", ["mount", "Quiet", "M:"], (WinFspStandIn.Script, script));
        foreach (var line in (string[])
        [
            "Brightness", "= 00000000", "5", "= 00000000", "= 00000000", "9", "= 00000000", "> write \\Lamp\\1\\Brightness", "= C000000D", "= 00000000", "12", "= 00000000", "= C0000034", "= played",
        ])
        {
            await mount.AwaitAsync(line);
        }

        quiet.Input.WriteLine("brightness");
        await quiet.AwaitAsync("12");
        mount.Interrupt();
        await mount.AwaitAsync("= gone");
        await mount.EndAsync();
    }

    [Fact]
    public async Task What_is_mounted_says_through_what_and_what_ends_ends_the_drive_or_says_so()
    {
        using var quiet = await windows.StartAsync("Quiet", ("OBJECTFS_PROTO", "9p"));
        await quiet.AwaitAsync("running");
        var (path, _) = await windows.AddressFileAsync("Quiet");
        var processId = Path.GetFileNameWithoutExtension(path).Split('-')[^1];
        using var mount = await windows.StartAsync("ObjectFs.Cli", ["mount", processId, "M:"]);
        await mount.AwaitAsync("is mounted on M:. Ctrl-C unmounts it.");
        await mount.AwaitAsync(WinFspMount.Notice);
        quiet.Input.Close();
        await quiet.EndAsync();
        await mount.EndAsync();
        Assert.Equal(3, mount.ExitCode);
        Assert.Contains("has ended, and its mount with it", mount.SaidSoFar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_mounted_is_said_in_a_sentence()
    {
        using var quiet = await windows.StartAsync("Quiet", ("OBJECTFS_PROTO", "9p"));
        await quiet.AwaitAsync("running");
        await windows.AddressFileAsync("Quiet");
        var (exitCode, _, error) = await windows.ObjectfsAsync("mount", "Quiet", "M:", "--allow-other");
        Assert.Equal(2, exitCode);
        Assert.Contains("--allow-other is for Linux", error, StringComparison.Ordinal);
        (exitCode, _, error) = await windows.ObjectfsAsync("mount", "Nobody", "M:");
        Assert.NotEqual(0, exitCode);
        Assert.StartsWith("objectfs: ", error, StringComparison.Ordinal);
    }
}
