using Microsoft.Extensions.Logging;

namespace ObjectFs;

/// <summary>Loggers that pass on what they are told, and keep it in <c>.objectfs/log</c> from Information on.</summary>
internal sealed class RecordingLoggerFactory(ILoggerFactory inner, ObjectRegistry registry) : ILoggerFactory
{
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public ILogger CreateLogger(string categoryName) => new Logger(inner.CreateLogger(categoryName), registry, categoryName);

    public void Dispose()
    {
        // the inner one is whose it was
    }

    private sealed class Logger(ILogger inner, ObjectRegistry registry, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => IsKept(logLevel) || inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsKept(logLevel))
                registry.WriteLog(logLevel.ToString(), category, exception is null ? formatter(state, exception) : $"{formatter(state, exception)}\n{exception}");
            if (inner.IsEnabled(logLevel))
                inner.Log(logLevel, eventId, state, exception, formatter);
        }

        private static bool IsKept(LogLevel level) => level is >= LogLevel.Information and not LogLevel.None;
    }
}
