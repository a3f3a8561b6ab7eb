using System.Diagnostics;
using System.Text;
using Xunit;

namespace ObjectFs.Tests.Shared.Wine;

/// <summary>A process that was started, as a test talks with it. Killed at the end if it has not ended.</summary>
internal sealed class WindowsProgram : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly Task _listening;

    private WindowsProgram(Process process)
    {
        _process = process;
        _listening = Task.Run(ListenAsync);
    }

    /// <summary>Under Wine everything takes its time, and more where the machine has other things to do.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    /// <summary>What it has written to standard error by now.</summary>
    public string SaidSoFar
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    public StreamWriter Input => _process.StandardInput;

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it.</summary>
    public static WindowsProgram Start(ProcessStartInfo start, params IEnumerable<(string Name, string Value)> variables)
    {
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs it to its end: how it ended, and what it wrote.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(ProcessStartInfo start, params IEnumerable<(string Name, string Value)> variables)
    {
        using var program = Start(start, variables);
        program.Input.Close();
        var output = await program._process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        await program.EndAsync();
        return (program.ExitCode, output, program.SaidSoFar);
    }

    /// <summary>Waits for a line of its standard output that holds a text.</summary>
    public async Task<string> AwaitAsync(string text)
    {
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        Assert.Fail($"'{text}' was never written; to standard error it wrote: {SaidSoFar}");
        return "";
    }

    /// <summary>Waits for a line of its standard error that holds a text.</summary>
    public string AwaitSaid(string text)
    {
        lock (_said)
        {
            while (true)
            {
                if (_said.ToString().Split(Environment.NewLine).FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
                    return line;
                Assert.True(Monitor.Wait(_said, Patience), $"'{text}' was not written to standard error, but: {_said}");
            }
        }
    }

    /// <summary>Ctrl-C.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
    public async Task EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        await _listening.WaitAsync(Patience);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
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
