using System.Globalization;
using System.Reflection;
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
    private readonly WinePrefix _wine = new();

    [Fact]
    public async Task Every_test_of_the_gateway_passes_on_Windows_against_a_DLL_as_well()
    {
        var library = await WinFspStandIn.BuildAsync();
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
        await WinFspStandIn.InstallAsync(_wine);
        var program = Path.Combine(await WindowsBuild.PublishAsync("tests/Driven"), "Driven.exe");
        var script = await WinFspStandIn.WriteScriptAsync(
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
            _wine.Start(program), ("OBJECTFS_PROTO", "winfsp"), ("OBJECTFS_MOUNTPOINT", "M:"), (WinFspStandIn.Script, script));
        var said = output.ReplaceLineEndings("\n");
        Assert.True(exitCode == 0, $"{said}\n{error}");
        foreach (var expected in (string[])
        [
            "Brightness\n", "> read \\LAMP\\1\\brightness\n5\n= 00000000\n", "> write \\Lamp\\1\\Brightness\n= 00000000\n", "> read \\Lamp\\1\\Brightness\n9\n= 00000000\n",
            "> write \\Lamp\\1\\Brightness\n= C000000D\n> write \\Lamp\\1\\Brightness\n= C000000D\n", "> read \\Lamp\\1\\Nothing\n= C0000034\n", "MountPoint\nM:\n= 00000000\n",
            "turned off at brightness 9\n", "= gone\n",
        ])
        {
            Assert.Contains(expected, said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_example_becomes_a_drive_where_its_environment_asks_for_one()
    {
        await WinFspStandIn.InstallAsync(_wine);
        var program = Path.Combine(await WindowsBuild.PublishAsync("examples/Hello"), "Hello.exe");
        var script = await WinFspStandIn.WriteScriptAsync(
            """
            write \Player\alice\Health 42
            read \player\ALICE\health
            write \Player\alice\Health many
            read \Player\bob\Friend\Health

            """);
        using var hello = WindowsProgram.Start(_wine.Start(program), ("OBJECTFS_PROTO", "winfsp"), ("OBJECTFS_MOUNTPOINT", "H:"), (WinFspStandIn.Script, script));
        foreach (var line in (string[])["= 00000000", "42", "= 00000000", "= C000000D", "42", "= 00000000"])
            await hello.AwaitAsync(line);
        hello.Interrupt();
        await hello.AwaitAsync("= gone");
        await hello.EndAsync();
    }

    public void Dispose() => _wine.Dispose();

    [GeneratedRegex(@"ObjectFs\.WinFsp\.Tests +Total: (\d+), Errors: 0, Failed: 0, Skipped: 0, ")]
    private static partial Regex Summary();

    /// <summary>How many tests there are beside these.</summary>
    private static int Count() => typeof(WineTests).Assembly.GetTypes().Where(static type => type != typeof(WineTests))
        .SelectMany(static type => type.GetMethods())
        .Where(static method => method.GetCustomAttributes().OfType<IFactAttribute>().Any())
        .Sum(static method => Math.Max(1, method.GetCustomAttributes<InlineDataAttribute>().Count()));
}
