using System.Diagnostics;

namespace ObjectFs.RealTools.Tests;

/// <summary>A program of the solution, run as a process of its own. Killed at the end if it has not ended.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    public Child(string project, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } own && Path.GetFileName(own) == "dotnet" ? own : "dotnet", [Places.Built(project), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("OBJECTFS_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>What it wrote to stderr until its end.</summary>
    public string Said => _error.GetAwaiter().GetResult();

    public int ExitCode => _process.ExitCode;

    public StreamWriter Input => _process.StandardInput;

    /// <summary>Waits for a line that holds a text.</summary>
    public void Await(string text)
    {
        var read = Task.Run(() =>
        {
            while (_process.StandardOutput.ReadLine() is { } line)
            {
                if (line.Contains(text, StringComparison.Ordinal))
                    return true;
            }

            return false;
        });
        Assert.True(read.Wait(Tool.Patience) && read.Result, $"'{text}' was not said; it said: {(_error.IsCompleted ? _error.Result : "nothing")}");
    }

    public void Signal(string name) => Assert.Equal(0, Tool.Run($"kill -s {name} {_process.Id}").ExitCode);

    public void Kill() => _process.Kill();

    public void AwaitEnd() => Assert.True(_process.WaitForExit(Tool.Patience), "it does not end");

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit(Tool.Patience);
        _process.Dispose();
    }
}
