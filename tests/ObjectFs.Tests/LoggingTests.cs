using Microsoft.Extensions.Logging;

namespace ObjectFs.Tests;

public sealed class LoggingTests
{
    [Fact]
    public async Task What_the_server_does_instead_is_logged_as_a_warning_where_the_options_say()
    {
        using var loggers = new RecordingLoggers();
        var options = new ObjectFsOptions
        {
            Registry = new ObjectRegistry(),
            Protocols = ObjectFsProtocols.FuseElseNineP,
            MountPoint = "/nowhere/at/all",
            Address = Listening.Listening.NewSocket(),
            LoggerFactory = loggers,
        };
        await using var server = await ObjectFsServer.StartAsync(options, TestContext.Current.CancellationToken);
        Assert.Contains(("ObjectFs", LogLevel.Warning, $"Served over 9P instead of FUSE: {server.WhyNotMounted}"), loggers.Lines);
    }

    [Theory]
    [InlineData(LogLevel.Trace, LogLevel.Trace, true)]
    [InlineData(LogLevel.Warning, LogLevel.Information, false)]
    [InlineData(LogLevel.Warning, LogLevel.Warning, true)]
    [InlineData(LogLevel.Warning, LogLevel.Error, true)]
    [InlineData(LogLevel.None, LogLevel.Critical, false)]
    [InlineData(LogLevel.Trace, LogLevel.None, false)]
    public void A_level_lets_through_what_is_as_grave_and_nothing_less(LogLevel level, LogLevel message, bool expected)
    {
        using var loggers = new StandardErrorLoggerFactory(level);
        Assert.Equal(expected, loggers.CreateLogger("any").IsEnabled(message));
    }
}
