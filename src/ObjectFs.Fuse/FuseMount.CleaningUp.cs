using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ObjectFs.Fuse;

public sealed partial class FuseMount
{
    /// <summary>Takes away the mounts directly below a directory whose programs have died, and the directories they were on. A mount that lives, or is another user's, stays.</summary>
    /// <param name="directory">The directory; nothing is done where it is missing.</param>
    /// <param name="isAbandoned">Whether the name of a mount point says that its program has ended: only then is the mount looked at, because a program that hangs would not answer.</param>
    /// <param name="logger">Where each is reported, or null.</param>
    /// <exception cref="IOException">The system's table of mounts cannot be read.</exception>
    public static void CleanUp(string directory, Func<string, bool> isAbandoned, ILogger? logger)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(isAbandoned);
        if (Libc.RealPath(directory) is not { } parent)
            return;
        var user = Libc.EffectiveUserId();
        foreach (var entry in MountTable.Read())
        {
            if (entry.Type != MountEntry.OwnType || entry.UserId != user || Path.GetDirectoryName(entry.Point) != parent || !isAbandoned(Path.GetFileName(entry.Point)))
                continue;
            Fuse.MountPoint.CleanUp(entry.Point, logger ?? NullLogger.Instance);
            if (MountTable.At(entry.Point) is null)
                _ = Libc.RemoveDirectory(entry.Point);
        }
    }
}
