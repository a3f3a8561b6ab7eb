using System.ComponentModel;
using System.Diagnostics;

namespace ObjectFs.Benchmarks.Load;

/// <summary>A process that is talked to in lines, and ends when its standard input does.</summary>
internal sealed class Dialogue : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _name;
    private readonly Process _process;
    private readonly Task<string> _errors;

    private Dialogue(string name, Process process)
    {
        _name = name;
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>Starts it.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">One by one.</param>
    /// <exception cref="BenchmarkException">It is not there.</exception>
    public static Dialogue Start(string name, string program, IEnumerable<string> arguments)
    {
        try
        {
            return new(name, Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,

                // our side says itself what it serves, and where
                Environment = { ["OBJECTFS_AUTOSTART"] = "0" },
            })!);
        }
        catch (Win32Exception exception)
        {
            throw new BenchmarkException($"{program} cannot be run: {exception.Message}.");
        }
    }

    /// <summary>Says a line.</summary>
    public async Task SayAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
        }
        catch (IOException)
        {
            throw new BenchmarkException($"{_name} has ended: {(await _errors).Trim()}");
        }
    }

    /// <summary>Waits for a line.</summary>
    /// <exception cref="BenchmarkException">It has ended, and the message is its own; or it says nothing.</exception>
    public async Task<string> HearAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await _process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new BenchmarkException($"{_name} has ended: {(await _errors).Trim()}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BenchmarkException($"{_name} does not answer.");
        }
    }

    /// <summary>Ends it, gently at first.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(Patience);
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (IOException)
        {
            // it has ended already, with a line unread
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }
}
