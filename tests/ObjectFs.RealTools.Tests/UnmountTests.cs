using System.Diagnostics;
using ObjectFs.Fuse;

namespace ObjectFs.RealTools.Tests;

/// <summary>Programs that wait in <c>.watch</c> when the mount ends.</summary>
public sealed class UnmountTests
{
    [Theory]
    [InlineData("Number")]
    [InlineData("Rang")]
    [InlineData("all")]
    public async Task A_program_that_waits_for_the_next_line_is_told_that_the_mount_is_gone(string name)
    {
        Tool.Find("cat");
        var bell = new Doorbell($"u-{name}");
        var registry = new ObjectRegistry();
        registry.Export(bell, "bell");
        var server = await MountAsync(registry);
        var file = $"{server.MountPoint}/bell/.watch/{name}";
        using var cat = Process.Start(new ProcessStartInfo("cat", [file]) { RedirectStandardError = true, Environment = { ["LC_ALL"] = "C" } })!;
        Assert.True(SpinWait.SpinUntil(() => IsReading(cat, file), Tool.Patience), "it does not read");
        await server.DisposeAsync();
        Assert.True(cat.WaitForExit(Tool.Patience), "it waits on");

        // the second where it was about to read on just then
        Assert.Contains(
            await cat.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken),
            new[] { $"cat: {file}: Software caused connection abort\n", $"cat: {file}: Transport endpoint is not connected\n" });
        Assert.Equal(1, cat.ExitCode);
        Assert.False(Places.IsMounted(server.MountPoint!));
        GC.KeepAlive(bell);
    }

    private static async Task<ObjectFsServer> MountAsync(ObjectRegistry registry)
    {
        try
        {
            return await ObjectFsServer.StartAsync(new ObjectFsOptions { Registry = registry, MountPoint = Places.New() }, TestContext.Current.CancellationToken);
        }
        catch (FuseMountException exception)
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }

    // read(2) has one number on x64 and another on arm64; 3 is the first descriptor that a program opens, here for its libraries before the file
    private static bool IsReading(Process process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/syscall").Split(' ') is ["0" or "63", "0x3", ..]
                && new FileInfo($"/proc/{process.Id}/fd/3").LinkTarget == file
                && File.ReadAllText($"/proc/{process.Id}/stat").Contains(") S ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
