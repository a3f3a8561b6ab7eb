using Microsoft.Extensions.Logging;
using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>The directory of a mount: checked, cleaned of what a crash left, made if need be.</summary>
internal sealed class MountPoint
{
    private const int MostDeadMounts = 16;
    private readonly bool _made;
    private int _removed;

    private MountPoint(string path, bool made)
    {
        Path = path;
        _made = made;
    }

    /// <summary>Absolute, without symbolic links.</summary>
    public string Path { get; }

    /// <summary>Makes ready for a mount.</summary>
    /// <exception cref="FuseMountException">It cannot be mounted on.</exception>
    public static MountPoint Prepare(FuseMountOptions options, ILogger logger)
    {
        if (string.IsNullOrEmpty(options.MountPoint) || options.MountPoint.Contains('\0', StringComparison.Ordinal))
            throw new FuseMountException(Errno.EINVAL, "The mount point has no name.", "Name a directory.");

        var path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(options.MountPoint));
        var made = false;
        if (Libc.RealPath(path) is { } real)
        {
            path = real;
        }
        else
        {
            var errno = Libc.LastErrno;
            path = Below(path, errno);
            made = errno == Errno.ENOENT && Make(path);
        }

        CleanUp(path, logger);
        try
        {
            Check(path, options);
            return new MountPoint(path, made);
        }
        catch (FuseMountException)
        {
            if (made)
                _ = Libc.RemoveDirectory(path);
            throw;
        }
    }

    /// <summary>Removes the directory if it was made for the mount, and is empty.</summary>
    public void Remove()
    {
        if (_made && Interlocked.Exchange(ref _removed, 1) == 0)
            _ = Libc.RemoveDirectory(Path);
    }

    /// <summary>The path where its last part is missing, or is a dead mount, which cannot be looked at.</summary>
    private static string Below(string path, Errno errno)
    {
        if (errno is not (Errno.ENOENT or Errno.ENOTCONN))
            throw NotReachable(path, errno);

        var parent = System.IO.Path.GetDirectoryName(path) ?? "/";
        return Libc.RealPath(parent) is { } real
            ? System.IO.Path.Join(real, System.IO.Path.GetFileName(path))
            : throw (Libc.LastErrno == Errno.ENOENT
                ? new FuseMountException(Errno.ENOENT, $"The mount point {path} cannot be made: the directory {parent} does not exist.", $"Make it first: mkdir -p '{parent}'.")
                : NotReachable(path, Libc.LastErrno));
    }

    private static bool Make(string path)
    {
        const uint OwnerOnly = 0b111_101_101;
        if (Libc.MakeDirectory(path, OwnerOnly) == 0)
            return true;

        var errno = Libc.LastErrno;
        throw errno switch
        {
            Errno.EACCES or Errno.EPERM => new FuseMountException(
                errno, $"The mount point {path} cannot be made: no rights to write to its directory.", "Choose a directory of your own, for example below $XDG_RUNTIME_DIR."),
            Errno.EEXIST => new FuseMountException(errno, $"The mount point {path} is a symbolic link that leads nowhere.", $"Remove it: rm '{path}'."),
            Errno.EROFS => new FuseMountException(errno, $"The mount point {path} cannot be made: its file system is read-only.", "Choose another place."),
            _ => new FuseMountException(errno, $"The mount point {path} cannot be made ({errno}).", "Make the directory yourself, or choose another place."),
        };
    }

    /// <summary>Unmounts what a program of ours left behind when it died. A mount that lives, or is not ours, stays.</summary>
    public static void CleanUp(string path, ILogger logger)
    {
        for (var i = 0; i < MostDeadMounts && MountTable.At(path) is { Type: MountEntry.OwnType } && IsDead(path); i++)
        {
            if (!Mounting.Detach(path))
                return;

            Log.CleanedUp(logger, path);
        }
    }

    private static bool IsDead(string path)
    {
        // the kernel itself answers ENOTCONN where nobody serves any more; a program that lives but hangs is not asked
        try
        {
            _ = File.GetAttributes(path);
            return false;
        }
        catch (IOException)
        {
            return Libc.RealPath(path + "/.") is null && Libc.LastErrno == Errno.ENOTCONN;
        }
    }

    private static void Check(string path, FuseMountOptions options)
    {
        if (MountTable.At(path) is { } mounted && !options.AllowNonEmpty)
        {
            throw new FuseMountException(
                Errno.EBUSY,
                $"Something is mounted on {path} already ({mounted.Type} from {mounted.Source}).",
                $"Unmount it (umount '{path}' or fusermount3 -u '{path}'), or choose another directory.");
        }

        try
        {
            if (!File.GetAttributes(path).HasFlag(FileAttributes.Directory))
                throw new FuseMountException(Errno.ENOTDIR, $"The mount point {path} is a file.", "Name a directory.");
            if (!options.AllowNonEmpty && Directory.EnumerateFileSystemEntries(path).Any())
            {
                throw new FuseMountException(
                    Errno.ENOTEMPTY, $"The mount point {path} is not empty, and the mount would hide what is in it.", "Choose an empty directory, or allow it (AllowNonEmpty).");
            }
        }
        catch (UnauthorizedAccessException)
        {
            throw NotReachable(path, Errno.EACCES);
        }
        catch (IOException exception) when (exception is not FuseMountException)
        {
            throw new FuseMountException(Errno.EIO, $"The mount point {path} cannot be read: {exception.Message}", "Choose another directory.");
        }
    }

    private static FuseMountException NotReachable(string path, Errno errno) => errno switch
    {
        Errno.EACCES => new(errno, $"The mount point {path} is out of reach: no rights to read it or a directory above it.", "Choose a directory of your own."),
        Errno.ENOTDIR => new(errno, $"The mount point {path} is out of reach: something above it is a file.", "Name a directory."),
        Errno.ELOOP => new(errno, $"The mount point {path} is out of reach: its symbolic links go round in a circle.", "Name a directory."),
        Errno.ENAMETOOLONG => new(errno, $"The mount point {path} has too long a name.", "Choose a shorter one."),
        Errno.ENOTCONN => new(
            errno, $"The mount point {path} lies in a mount whose program has died.", "Unmount that first (fusermount3 -u -z, or umount -l)."),
        _ => new(errno, $"The mount point {path} is out of reach ({errno}).", "Choose another directory."),
    };
}
