using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>Mounted by mount(2): as root, or in a user namespace of one's own.</summary>
internal sealed class DirectMounting : Mounting
{
    private DirectMounting(int descriptor)
        : base(descriptor)
    {
    }

    /// <inheritdoc/>
    public override string How => "mount(2)";

    /// <summary>Mounts; null where only root may, and then the device is closed.</summary>
    /// <exception cref="FuseMountException">The system refuses for another reason.</exception>
    public static DirectMounting? TryMount(int device, string path, FuseMountOptions options)
    {
        var data = $"fd={Invariant((uint)device)},rootmode=40000,user_id={Invariant(Libc.EffectiveUserId())},group_id={Invariant(Libc.EffectiveGroupId())}"
            + CommonOptions(options);
        var flags = Libc.MountNoSuid | Libc.MountNoDevices | (options.ReadOnly ? Libc.MountReadOnly : 0);
        if (Libc.Mount(options.Source, path, MountEntry.OwnType, flags, data) == 0)
            return new DirectMounting(device);

        var errno = Libc.LastErrno;
        _ = Libc.Close(device);
        return errno switch
        {
            Errno.EPERM when Libc.EffectiveUserId() == 0 => throw new FuseMountException(
                errno,
                "This process runs as root, but without the right to mount (CAP_SYS_ADMIN), as in a container.",
                "Give the container the right and the device: docker run --cap-add SYS_ADMIN --device /dev/fuse (where AppArmor is on, --security-opt apparmor=unconfined too)."),
            Errno.EPERM or Errno.EACCES => null,
            Errno.ENODEV => throw new FuseMountException(errno, "The kernel knows no FUSE.", "Load its module: modprobe fuse."),
            Errno.ENOENT or Errno.ENOTDIR => throw new FuseMountException(errno, $"The mount point {path} has just gone.", "Try again."),
            Errno.ENOSPC => throw new FuseMountException(errno, "There are too many mounts.", "Raise /proc/sys/fs/mount-max, or unmount some."),
            _ => throw new FuseMountException(errno, $"The system refuses to mount on {path} ({errno}).", "Look into the kernel's log (dmesg)."),
        };
    }

    /// <inheritdoc/>
    protected override bool TryUnmount(string path, out string sentence)
    {
        sentence = "";
        if (Libc.Unmount(path, Libc.UnmountNoFollow) == 0)
            return true;

        // in use: it leaves the tree now, and whoever still has a file of it open gets ENOTCONN when the connection ends
        if (Libc.LastErrno == Errno.EBUSY && Libc.Unmount(path, Libc.UnmountDetach | Libc.UnmountNoFollow) == 0)
            return true;

        sentence = Libc.LastErrno.ToString();
        return false;
    }
}
