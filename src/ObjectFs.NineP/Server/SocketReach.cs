using Microsoft.Extensions.Logging;

namespace ObjectFs.NineP.Server;

/// <summary>Whether those come to a socket whom its mode lets in: each directory on the way has to let them through.</summary>
internal static class SocketReach
{
    /// <summary>Says so where one does not.</summary>
    public static void Check(string path, UnixFileMode mode, ILogger logger)
    {
        if (!OperatingSystem.IsWindows() && Obstacle(path, mode) is { } directory)
            Log.OutOfReach(logger, path, directory);
    }

    // connecting takes the right to write
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static string? Obstacle(string path, UnixFileMode mode)
    {
        var needed = mode.HasFlag(UnixFileMode.OtherWrite) ? UnixFileMode.OtherExecute
            : mode.HasFlag(UnixFileMode.GroupWrite) ? UnixFileMode.GroupExecute | UnixFileMode.OtherExecute
            : UnixFileMode.None;
        if (needed == UnixFileMode.None)
            return null;
        for (var directory = Path.GetDirectoryName(Path.GetFullPath(path)); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            try
            {
                if ((File.GetUnixFileMode(directory) & needed) == 0)
                    return directory;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // a directory that cannot be looked at is behind one that lets nobody through
                return directory;
            }
        }

        return null;
    }
}
