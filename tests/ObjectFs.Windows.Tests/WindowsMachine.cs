using ObjectFs.Tests.Shared.Wine;
using ObjectFs.Windows.Tests;

[assembly: AssemblyFixture(typeof(WindowsMachine))]

namespace ObjectFs.Windows.Tests;

/// <summary>A Windows, as far as Wine is one, with the programs of this solution on it.</summary>
public sealed class WindowsMachine : IDisposable
{
    /// <summary>The tests that start programs of one name, which they look for by that name.</summary>
    public const string OneAtATime = "programs of Windows";

    private readonly WinePrefix _prefix = new();
    private readonly Lazy<Task<string>> _programs = new(static () => WindowsBuild.PublishAsync("src/ObjectFs.Cli", "tests/Quiet", "examples/Hello"));

    /// <summary>Where programs leave their addresses, as this machine sees it.</summary>
    public string Addresses => Path.Combine(_prefix.LocalApplicationData, "objectfs");

    public void Dispose() => _prefix.Dispose();

    /// <summary>Has a WinFsp from now on, or something that stands in for it.</summary>
    internal Task InstallWinFspAsync() => WinFspStandIn.InstallAsync(_prefix);

    /// <summary>Has none again.</summary>
    internal Task RemoveWinFspAsync() => WinFspStandIn.RemoveAsync(_prefix);

    /// <summary>Does something while the command takes this for a Windows in which .NET asks for TLS in the older way: Wine 8 has that alone, and has it for who connects, not for who listens.</summary>
    internal async Task WithOlderTlsAsync(Func<Task> something)
    {
        const string Key = @"HKCU\Software\Wine\AppDefaults\ObjectFs.Cli.exe";
        await RunAsync("reg", "add", Key, "/v", "Version", "/d", "win81", "/f");
        try
        {
            await something();
        }
        finally
        {
            await RunAsync("reg", "delete", Key, "/f");
        }

        async Task RunAsync(string program, params string[] arguments) => Assert.Equal(0, (await WindowsProgram.RunAsync(_prefix.Start(program, arguments))).ExitCode);
    }

    /// <summary>Starts a program.</summary>
    internal Task<WindowsProgram> StartAsync(string program, params (string Name, string Value)[] variables) => StartAsync(program, [], variables);

    /// <summary>Starts a program with arguments.</summary>
    internal async Task<WindowsProgram> StartAsync(string program, string[] arguments, params (string Name, string Value)[] variables) =>
        WindowsProgram.Start(_prefix.Start(await FindAsync(program), arguments), variables);

    /// <summary>Runs the command to its end.</summary>
    internal Task<(int ExitCode, string Output, string Error)> ObjectfsAsync(params string[] arguments) => ObjectfsAsync([], arguments);

    /// <summary>The same, with variables in its environment.</summary>
    internal async Task<(int ExitCode, string Output, string Error)> ObjectfsAsync((string Name, string Value)[] variables, params string[] arguments) =>
        await WindowsProgram.RunAsync(_prefix.Start(await FindAsync("ObjectFs.Cli"), arguments), variables);

    /// <summary>The address file of a program, once it is there and whole.</summary>
    internal async Task<(string Path, NineP.NinePAddressFile Content)> AddressFileAsync(string name)
    {
        // nothing tells this machine of a file that is made in that one
        for (var deadline = DateTime.UtcNow + WindowsProgram.Patience; DateTime.UtcNow < deadline; await Task.Delay(20))
        {
            foreach (var path in Directory.Exists(Addresses) ? Directory.GetFiles(Addresses, $"{name}-*.9p") : [])
            {
                if (NineP.NinePAddressFile.TryRead(path, out var content))
                    return (path, content);
            }
        }

        Assert.Fail($"{name} has left no address in {Addresses}");
        return default;
    }

    private async Task<string> FindAsync(string program)
    {
        _prefix.Make();
        return Path.Combine(await _programs.Value, $"{program}.exe");
    }
}
