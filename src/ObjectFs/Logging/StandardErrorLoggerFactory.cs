using Microsoft.Extensions.Logging;

namespace ObjectFs;

/// <summary>Loggers for a program that has none for us: a line on stderr from a level on.</summary>
internal sealed class StandardErrorLoggerFactory(LogLevel level) : ILoggerFactory
{
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("It writes to stderr and nowhere else.");

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, level);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, LogLevel level) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= level && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Console.Error.WriteLine($"{category}: {formatter(state, exception)}{(exception is null ? "" : Environment.NewLine + exception)}");
        }
    }
}
