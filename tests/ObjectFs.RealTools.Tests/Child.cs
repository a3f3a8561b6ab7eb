using System.Diagnostics;
using System.Text;

namespace ObjectFs.RealTools.Tests;

/// <summary>A program of the solution, run as a process of its own. Killed at the end if it has not ended.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly Task _listening;

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
        _listening = Task.Run(ListenAsync);
    }

    /// <summary>What it wrote to stderr until its end.</summary>
    public string Said
    {
        get
        {
            _listening.GetAwaiter().GetResult();
            return SaidSoFar;
        }
    }

    /// <summary>What it has written to stderr by now.</summary>
    public string SaidSoFar
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

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
        Assert.True(read.Wait(Tool.Patience) && read.Result, $"'{text}' was not said; it said: {SaidSoFar}");
    }

    /// <summary>Says a line, and returns the one that it answers.</summary>
    public string Ask(string line)
    {
        Input.WriteLine(line);
        var answer = _process.StandardOutput.ReadLineAsync();
        Assert.True(answer.Wait(Tool.Patience) && answer.Result is not null, $"no answer to '{line}'; it said: {SaidSoFar}");
        return answer.Result!;
    }

    /// <summary>Waits for a line on stderr that holds a text.</summary>
    public void AwaitSaid(string text)
    {
        lock (_said)
        {
            while (!_said.ToString().Contains(text, StringComparison.Ordinal))
                Assert.True(Monitor.Wait(_said, Tool.Patience), $"'{text}' was not said; it said: {_said}");
        }
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

    private async Task ListenAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_said)
            {
                _said.AppendLine(line);
                Monitor.PulseAll(_said);
            }
        }
    }
}
