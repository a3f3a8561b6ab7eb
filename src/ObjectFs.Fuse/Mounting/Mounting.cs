using System.Globalization;
using Microsoft.Extensions.Logging;
using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>A mount as the system has it: the descriptor to serve, and how to undo it.</summary>
internal abstract class Mounting
{
    private const string Device = "/dev/fuse";
    private int? _id;

    protected Mounting(int descriptor)
    {
        Descriptor = descriptor;
    }

    /// <summary>/dev/fuse, connected.</summary>
    public int Descriptor { get; }

    /// <summary>How it was mounted, in a word.</summary>
    public abstract string How { get; }

    /// <summary>Mounts by mount(2), or where that is not permitted by fusermount3.</summary>
    /// <exception cref="FuseMountException">Neither works.</exception>
    public static Mounting Mount(MountPoint point, FuseMountOptions options)
    {
        Mounting mounting = OpenDevice() is var device && DirectMounting.TryMount(device, point.Path, options) is { } direct
            ? direct
            : FusermountMounting.Mount(point.Path, options);

        mounting.Identify(point.Path, MountTable.At);
        return mounting;
    }

    /// <summary>Remembers which mount it is: another may come to the same place later, and only what has this number is ours. Where that cannot be found out, it is undone.</summary>
    public void Identify(string path, Func<string, MountEntry?> lookUp)
    {
        var known = false;
        try
        {
            _id = lookUp(path)?.Id;
            known = true;
        }
        finally
        {
            if (!known)
            {
                _ = TryUnmount(path, out _);
                _ = Libc.Close(Descriptor);
            }
        }
    }

    /// <summary>Takes a dead mount away.</summary>
    public static bool Detach(string path) =>
        Libc.Unmount(path, Libc.UnmountDetach | Libc.UnmountNoFollow) == 0 || Fusermount.TryUnmount(path, out _);

    /// <summary>Takes the mount away, if it is still there. Never waits for the server.</summary>
    public void Unmount(MountPoint point, ILogger logger)
    {
        var there = MountTable.Read();
        if (_id is { } id && there.All(entry => entry.Id != id))
            return;

        if (_id is { } ours && there.LastOrDefault(entry => entry.Point == point.Path)?.Id != ours)
            Log.NotUnmounted(logger, point.Path, "another mount covers it; it is dead from now on, and cleaned at the next start");
        else if (!TryUnmount(point.Path, out var sentence))
            Log.NotUnmounted(logger, point.Path, sentence);
    }

    protected abstract bool TryUnmount(string path, out string sentence);

    /// <summary>What mount(2) and fusermount3 are both told.</summary>
    protected static string CommonOptions(FuseMountOptions options) => options.AllowOther ? ",allow_other,default_permissions" : "";

    protected static string Invariant(uint number) => number.ToString(CultureInfo.InvariantCulture);

    private static int OpenDevice()
    {
        var descriptor = Libc.Open(Device, Libc.ReadWrite | Libc.CloseOnExec);
        if (descriptor >= 0)
            return descriptor;

        var errno = Libc.LastErrno;
        throw errno switch
        {
            Errno.ENOENT => new FuseMountException(
                errno, $"{Device} does not exist.", "Load the kernel's module (modprobe fuse); in a container, hand the device in (docker run --device /dev/fuse --cap-add SYS_ADMIN)."),
            Errno.ENODEV or Errno.ENXIO => new FuseMountException(errno, $"{Device} leads to no driver.", "Load the kernel's module: modprobe fuse."),
            Errno.EACCES => new FuseMountException(
                errno, $"No rights to open {Device}.", $"It usually is open to everybody: chmod 666 {Device} as root. Or run as root."),
            Errno.EPERM => new FuseMountException(
                errno, $"{Device} may not be opened in this container.", "Hand the device in (docker run --device /dev/fuse --cap-add SYS_ADMIN)."),
            _ => new FuseMountException(errno, $"{Device} cannot be opened ({errno}).", "Look into the kernel's log (dmesg)."),
        };
    }
}
