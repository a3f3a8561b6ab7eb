using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ObjectFs.NineP.Tests;

/// <summary>Keeps what was logged, at every level.</summary>
internal sealed class RecordingLogger : ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    /// <summary>Those that are seen without asking for more, in a program that says nothing of its log too.</summary>
    public ConcurrentQueue<string> Seen { get; } = [];

    public ConcurrentQueue<Exception> Exceptions { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Lines.Enqueue(formatter(state, exception));
        if (logLevel >= LogLevel.Warning)
            Seen.Enqueue(formatter(state, exception));
        if (exception is not null)
            Exceptions.Enqueue(exception);
    }
}
