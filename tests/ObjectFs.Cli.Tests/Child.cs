using System.Diagnostics;
using System.Globalization;

namespace ObjectFs.Cli.Tests;

/// <summary>The command as a process of its own, whose sockets are looked for below a directory of the test's. Killed at the end if it has not ended.</summary>
internal sealed class Child : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Task<string> _error;

    public Child(Scratch runtime, string[] arguments, params (string Name, string Value)[] variables)
        : this(runtime, [], arguments, variables)
    {
    }

    /// <summary>Runs it by another program, which becomes it.</summary>
    public Child(Scratch runtime, string[] by, string[] arguments, params (string Name, string Value)[] variables)
    {
        string[] whole = [.. by, Dotnet, Command, .. arguments];
        var start = new ProcessStartInfo(whole[0], whole[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("OBJECTFS_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["XDG_RUNTIME_DIR"] = runtime.Path;
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The command, as it was built for the tests.</summary>
    public static string Command { get; } = Path.Combine(AppContext.BaseDirectory, "ObjectFs.Cli.dll");

    /// <summary>What runs the tests runs the command too.</summary>
    public static string Dotnet => Environment.ProcessPath is { } own && Path.GetFileName(own) == "dotnet" ? own : "dotnet";

    /// <summary>Runs it to its end.</summary>
    public static async Task<Outcome> RunAsync(Scratch runtime, params string[] arguments) => await RunAsync(runtime, arguments, []);

    /// <summary>Runs it to its end, with variables in its environment.</summary>
    public static async Task<Outcome> RunAsync(Scratch runtime, string[] arguments, (string Name, string Value)[] variables)
    {
        using var child = new Child(runtime, arguments, variables);
        child._process.StandardInput.Close();
        var output = await child._process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        return new Outcome(await child.EndAsync(), output, await child._error);
    }

    /// <summary>The next line of its standard output.</summary>
    public async Task<string> LineAsync() => await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience) ?? $"it ended, and said: {await _error}";

    /// <summary>Ends it as Ctrl-C does.</summary>
    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await EndAsync();
    }

    public async Task<string> SaidAsync() => await _error;

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Waits until it has ended.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return _process.ExitCode;
    }
}
