using Microsoft.Extensions.Logging;

namespace ObjectFs.Cli.Output;

/// <summary>What a mount or a server has to say that a person should know, on standard error. Thread-safe.</summary>
internal sealed class ErrorLogger(Terminal terminal) : ILogger
{
    private readonly Lock _gate = new();

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        lock (_gate)
        {
            terminal.WriteLine($"objectfs: {Printable.Line(formatter(state, exception))}", Tone.Changed);
            terminal.Text.Flush();
        }
    }
}
