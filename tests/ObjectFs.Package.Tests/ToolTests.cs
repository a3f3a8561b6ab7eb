using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace ObjectFs.Package.Tests;

/// <summary>The <c>objectfs</c> command, as whoever installs it gets it.</summary>
public sealed class ToolTests(PackedSolution packed)
{
    [Fact]
    public async Task The_command_is_installed_from_its_package_and_runs()
    {
        var objectfs = await packed.InstallToolAsync();
        packed.Write("compared/one/file", "1\n");
        packed.Write("compared/other/file", "2\n");
        Assert.Equal((1, "~ file: 1 -> 2\n"), await RunAsync(objectfs, "diff", "./one", "./other"));
        Assert.Equal(2, (await RunAsync(objectfs, "bogus")).Status);
    }

    private async Task<(int Status, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = packed.Free("compared"), RedirectStandardOutput = true };

        // the program looks for the runtime where it is installed for all, and not where that of the tests is
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
