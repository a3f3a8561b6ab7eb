using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ObjectFs.Tests.Shared.Wine;
using Xunit.v3;

namespace ObjectFs.WinFsp.Tests;

/// <summary>
/// The same on a Windows, as far as Wine is one, against a DLL that stands in for WinFsp's: it keeps the table, and calls it from threads that .NET knows nothing of.
/// What is learned here is that binding and callbacks work there, and nothing of WinFsp's driver.
/// </summary>
public sealed partial class WineTests : IDisposable
{
    private const string Compiler = "x86_64-w64-mingw32-gcc";

    private readonly WinePrefix _wine = new();

    [Fact]
    public async Task Every_test_of_the_gateway_passes_on_Windows_against_a_DLL_as_well()
    {
        var library = await BuildStandInAsync();
        var program = Path.Combine(await WindowsBuild.PublishAsync("tests/ObjectFs.WinFsp.Tests"), "ObjectFs.WinFsp.Tests.exe");
        using var tests = WindowsProgram.Start(
            _wine.Start(program, "-noColor", "-class-", typeof(WineTests).FullName!), ("OBJECTFS_WINFSP_STANDIN", WinePrefix.Seen(library)));
        string line;
        do
        {
            line = await tests.AwaitAsync("");
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        }
        while (!line.Contains("Total: ", StringComparison.Ordinal));

        // the status alone says nothing: a program that crashes under Wine may end with 0
        var summary = Summary().Match(line);
        Assert.True(summary.Success, line);
        Assert.Equal(Count(), int.Parse(summary.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_program_becomes_the_drive_that_its_environment_names_and_is_read_and_set_there()
    {
        await InstallStandInAsync();
        var program = Path.Combine(await WindowsBuild.PublishAsync("tests/Driven"), "Driven.exe");
        var script = await WriteScriptAsync(
            """
            list \Lamp\1
            read \LAMP\1\brightness
            write \Lamp\1\Brightness 9
            read \Lamp\1\Brightness
            write \Lamp\1\Brightness 11
            write \Lamp\1\Brightness dark
            read \Lamp\1\Nothing
            read \.objectfs\stats\winfsp\MountPoint
            write \Lamp\1\IsOn false

            """);
        var (exitCode, output, error) = await WindowsProgram.RunAsync(
            _wine.Start(program), ("OBJECTFS_PROTO", "winfsp"), ("OBJECTFS_MOUNTPOINT", "M:"), ("OBJECTFS_WINFSP_SCRIPT", script));
        var said = output.ReplaceLineEndings("\n");
        Assert.True(exitCode == 0, $"{said}\n{error}");
        foreach (var expected in (string[])
        [
            "Brightness\n", "> read \\LAMP\\1\\brightness\n5\n= 00000000\n", "> write \\Lamp\\1\\Brightness\n= 00000000\n", "> read \\Lamp\\1\\Brightness\n9\n= 00000000\n",
            "> write \\Lamp\\1\\Brightness\n= C000000D\n> write \\Lamp\\1\\Brightness\n= C000000D\n", "> read \\Lamp\\1\\Nothing\n= C0000034\n", "MountPoint\nM:\n= 00000000\n",
            "turned off at brightness 9\n",
        ])
        {
            Assert.Contains(expected, said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_example_becomes_a_drive_where_its_environment_asks_for_one()
    {
        await InstallStandInAsync();
        var program = Path.Combine(await WindowsBuild.PublishAsync("examples/Hello"), "Hello.exe");
        var script = await WriteScriptAsync(
            """
            write \Player\alice\Health 42
            read \player\ALICE\health
            write \Player\alice\Health many
            read \Player\bob\Friend\Health

            """);
        using var hello = WindowsProgram.Start(_wine.Start(program), ("OBJECTFS_PROTO", "winfsp"), ("OBJECTFS_MOUNTPOINT", "H:"), ("OBJECTFS_WINFSP_SCRIPT", script));
        foreach (var line in (string[])["= 00000000", "42", "= 00000000", "= C000000D", "42", "= 00000000"])
            await hello.AwaitAsync(line);
        hello.Interrupt();
        await hello.EndAsync();
    }

    public void Dispose() => _wine.Dispose();

    private static async Task<string> WriteScriptAsync(string script)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid():N}.txt");
        await File.WriteAllTextAsync(path, script, TestContext.Current.CancellationToken);
        return WinePrefix.Seen(path);
    }

    // as WinFsp's installer does: the directory above bin, in the registry's part for programs of 32 bits
    private async Task InstallStandInAsync()
    {
        var directory = $"{WinePrefix.Seen(Path.GetDirectoryName(Path.GetDirectoryName(await BuildStandInAsync()))!)}\\";
        var (added, _, _) = await WindowsProgram.RunAsync(_wine.Start("reg", "add", @"HKLM\SOFTWARE\WinFsp", "/v", "InstallDir", "/t", "REG_SZ", "/d", directory, "/f", "/reg:32"));
        Assert.Equal(0, added);
    }

    [GeneratedRegex(@"ObjectFs\.WinFsp\.Tests +Total: (\d+), Errors: 0, Failed: 0, Skipped: 0, ")]
    private static partial Regex Summary();

    /// <summary>How many tests there are beside these.</summary>
    private static int Count() => typeof(WineTests).Assembly.GetTypes().Where(static type => type != typeof(WineTests))
        .SelectMany(static type => type.GetMethods())
        .Where(static method => method.GetCustomAttributes().OfType<IFactAttribute>().Any())
        .Sum(static method => Math.Max(1, method.GetCustomAttributes<InlineDataAttribute>().Count()));

    private static async Task<string> BuildStandInAsync()
    {
        var bin = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "standin", "bin")).FullName;
        var library = Path.Combine(bin, "winfsp-x64.dll");
        var sources = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(Source())!, "StandIn"), "*.c");
        ProcessStartInfo start = new(Find(), ["-O1", "-Wall", "-Werror", "-shared", "-static", "-o", library, .. sources]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, said);
        return library;
    }

    private static string Find()
    {
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var found = ((string[])[Compiler, $"{Compiler}-win32"]).FirstOrDefault(name => directories.Any(directory => File.Exists(Path.Combine(directory, name))));
        Assert.SkipWhen(found is null, "There is no compiler for Windows, with which the DLL is made that stands in for WinFsp's: apt-get install gcc-mingw-w64-x86-64-win32");
        return found!;
    }

    private static string Source([CallerFilePath] string path = "") => path;
}
