using Microsoft.Extensions.Logging;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>What a server has to say.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Listening at {Address}.")]
    public static partial void Listening(ILogger logger, NinePAddress address);

    [LoggerMessage(2, LogLevel.Warning, "{Path} was left behind by a program that ended; it has been replaced.")]
    public static partial void ReplacedStale(ILogger logger, string path);

    [LoggerMessage(3, LogLevel.Warning, "Whoever reaches {Address} has the rights of this program's user: there is neither encryption nor authentication.")]
    public static partial void Anonymous(ILogger logger, NinePAddress address);

    [LoggerMessage(4, LogLevel.Debug, "{Peer} connected.")]
    public static partial void Connected(ILogger logger, string peer);

    [LoggerMessage(5, LogLevel.Debug, "{Peer} is gone.")]
    public static partial void Disconnected(ILogger logger, string peer);

    [LoggerMessage(6, LogLevel.Warning, "The connection of {Peer} ends: {Sentence}.")]
    public static partial void Dropped(ILogger logger, string peer, string sentence);

    [LoggerMessage(7, LogLevel.Error, "A {Type} ended with an exception; the client was told EIO.")]
    public static partial void Escaped(ILogger logger, MessageType type, Exception exception);

    [LoggerMessage(8, LogLevel.Error, "Closing a file ended with an exception.")]
    public static partial void CloseEscaped(ILogger logger, Exception exception);

    [LoggerMessage(9, LogLevel.Debug, "{Type} refused with {Errno}: {Sentence}")]
    public static partial void Refused(ILogger logger, MessageType type, Errno errno, string sentence);

    [LoggerMessage(10, LogLevel.Warning, "{Count} {What} are in use, the limit; clients are refused with {Errno} until some are given back.")]
    public static partial void LimitReached(ILogger logger, long count, string what, Errno errno);

    [LoggerMessage(11, LogLevel.Warning, "A client asks for '{Version}' with frames of {MessageSize} bytes; what is spoken here is 9P2000, 9P2000.u and 9P2000.L with at least {Least}.")]
    public static partial void NoCommonVersion(ILogger logger, string version, uint messageSize, int least);

    [LoggerMessage(12, LogLevel.Warning, "A connection could not be accepted: {Sentence}.")]
    public static partial void NotAccepted(ILogger logger, string sentence);

    [LoggerMessage(13, LogLevel.Error, "The connection of {Peer} ended with an exception.")]
    public static partial void ConnectionEscaped(ILogger logger, string peer, Exception exception);

    [LoggerMessage(20, LogLevel.Warning, "{Path} could not be given the mode {Mode}; who may connect is what the umask left of it.")]
    public static partial void ModeNotSet(ILogger logger, string path, UnixFileMode mode);

    [LoggerMessage(21, LogLevel.Warning, "{Path} is a socket for other users, and they cannot enter {Directory}: give an address in a directory that they may enter.")]
    public static partial void OutOfReach(ILogger logger, string path, string directory);

    [LoggerMessage(22, LogLevel.Warning, "{Peer} does not keep to the protocol, its {Type} was refused: {Sentence}. Of more of this nothing is said above Debug.")]
    public static partial void Violated(ILogger logger, string peer, MessageType type, string sentence);

    [LoggerMessage(23, LogLevel.Warning, "The connection of {Peer} ended in the middle of a frame; what had come of it was not looked at.")]
    public static partial void EndedWithinFrame(ILogger logger, string peer);
}
