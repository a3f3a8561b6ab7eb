using Microsoft.Extensions.Logging;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <summary>What a drive has to say.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Mounted on {MountPoint}. {Notice}")]
    public static partial void Mounted(ILogger logger, string mountPoint, string notice);

    [LoggerMessage(2, LogLevel.Information, "Unmounted {MountPoint}.")]
    public static partial void Unmounted(ILogger logger, string mountPoint);

    [LoggerMessage(3, LogLevel.Error, "A {Slot} ended with an exception; the caller was told of an error of the device.")]
    public static partial void Escaped(ILogger logger, Slot slot, Exception exception);

    [LoggerMessage(4, LogLevel.Debug, "Refused with {Errno}: {Sentence}")]
    public static partial void Refused(ILogger logger, Errno errno, string sentence);

    [LoggerMessage(5, LogLevel.Warning, "{Path} was closed before what was written could be set, and Windows tells nobody: {Sentence}")]
    public static partial void LostAtClose(ILogger logger, string path, string sentence);

    [LoggerMessage(6, LogLevel.Warning, "{Count} {What}, the limit; callers are refused until some are given back.")]
    public static partial void LimitReached(ILogger logger, int count, string what);

    [LoggerMessage(7, LogLevel.Error, "WinFsp's driver went away; the drive ends.")]
    public static partial void DriverGone(ILogger logger);

    [LoggerMessage(8, LogLevel.Warning, "{Count} requests were still under way when the drive ended.")]
    public static partial void NotDrained(ILogger logger, int count);
}
