using Microsoft.Extensions.Logging;
using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>What a mount has to say.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Mounted on {MountPoint} ({How}), protocol 7.{Minor}.")]
    public static partial void Mounted(ILogger logger, string mountPoint, string how, uint minor);

    [LoggerMessage(2, LogLevel.Information, "Unmounted {MountPoint}.")]
    public static partial void Unmounted(ILogger logger, string mountPoint);

    [LoggerMessage(3, LogLevel.Warning, "{MountPoint} was left behind by a program that ended without unmounting it; it has been cleaned.")]
    public static partial void CleanedUp(ILogger logger, string mountPoint);

    [LoggerMessage(4, LogLevel.Warning, "{MountPoint} could not be unmounted: {Sentence}")]
    public static partial void NotUnmounted(ILogger logger, string mountPoint, string sentence);

    [LoggerMessage(5, LogLevel.Error, "A {Opcode} ended with an exception; the caller was told EIO.")]
    public static partial void Escaped(ILogger logger, Opcode opcode, Exception exception);

    [LoggerMessage(6, LogLevel.Error, "Closing a file ended with an exception.")]
    public static partial void CloseEscaped(ILogger logger, Exception exception);

    [LoggerMessage(7, LogLevel.Debug, "{Opcode} refused with {Errno}: {Sentence}")]
    public static partial void Refused(ILogger logger, Opcode opcode, Errno errno, string sentence);

    [LoggerMessage(8, LogLevel.Warning, "A request of {Length} bytes does not make sense and was not answered.")]
    public static partial void Malformed(ILogger logger, int length);

    [LoggerMessage(9, LogLevel.Warning, "{Count} {What} are in use, the limit; callers are refused with {Errno} until some are given back.")]
    public static partial void LimitReached(ILogger logger, int count, string what, Errno errno);

    [LoggerMessage(10, LogLevel.Warning, "All {Count} threads are held up by nodes that do not return; callers are refused with EBUSY until one does.")]
    public static partial void AllThreadsHeldUp(ILogger logger, int count);

    [LoggerMessage(11, LogLevel.Error, "The kernel cannot be read from any more ({Errno}); the mount ends.")]
    public static partial void TransportFailed(ILogger logger, Errno errno);

    [LoggerMessage(12, LogLevel.Error, "The kernel speaks protocol {Major}.{Minor}; 7.31 (Linux 5.4) is the oldest that is understood.")]
    public static partial void TooOld(ILogger logger, uint major, uint minor);
}
