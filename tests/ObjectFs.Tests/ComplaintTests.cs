using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ObjectFs.Tests;

/// <summary>What goes wrong where no caller can be told comes to the program's log.</summary>
public sealed class ComplaintTests
{
    [Fact]
    public async Task What_the_registry_complains_of_is_logged_until_the_server_ends()
    {
        using Complaints log = new();
        ObjectRegistry registry = new();
        await using (await ObjectFsServer.StartAsync(new ObjectFsOptions { Registry = registry, Protocols = ObjectFsProtocols.None, LoggerFactory = log }, TestContext.Current.CancellationToken))
        {
            using (registry.Root.Watch(new Broken())!)
            {
                registry.Export(new object(), "some/thing").Dispose();
                Assert.True(SpinWait.SpinUntil(() => !log.Said.IsEmpty, TimeSpan.FromSeconds(20)), "nothing was logged");
            }
        }

        Assert.All(log.Said, static each => Assert.Equal((LogLevel.Warning, true), (each.Level, each.Text.Contains("it is broken", StringComparison.Ordinal))));
    }

    private sealed class Broken : Tree.INodeWatcher
    {
        public void Changed(Tree.Node node) => throw new InvalidOperationException("it is broken");

        public void EntryChanged(Tree.Node parent, ReadOnlySpan<byte> name, Tree.Node? removed) => throw new InvalidOperationException("it is broken");
    }

    private sealed class Complaints : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Text)> Said { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.Enqueue((logLevel, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
