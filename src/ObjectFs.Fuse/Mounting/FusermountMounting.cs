using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>Mounted for an ordinary user by fusermount3, which hands the device over a socket.</summary>
internal sealed class FusermountMounting : Mounting
{
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExecFlag = 1;

    private FusermountMounting(int descriptor)
        : base(descriptor)
    {
    }

    /// <inheritdoc/>
    public override string How => "fusermount3";

    /// <summary>Mounts.</summary>
    /// <exception cref="FuseMountException">fusermount3 is missing, or refuses.</exception>
    public static FusermountMounting Mount(string path, FuseMountOptions options)
    {
        if (!Libc.TrySocketPair(out var ours, out var theirs))
            throw new FuseMountException(Libc.LastErrno, "No socket can be made for fusermount3.", "Close some files.");

        // the child inherits its own end alone
        _ = Libc.Control(ours, SetDescriptorFlags, CloseOnExecFlag);
        try
        {
            using var process = Fusermount.Start(["-o", Options(options), "--", path], theirs);
            _ = Libc.Close(theirs);
            theirs = -1;
            if (process is null)
            {
                throw new FuseMountException(
                    Errno.EPERM, "Only root may mount, and fusermount3, which does it for others, is not installed.", "Install the package fuse3, or run as root.");
            }

            var descriptor = Libc.ReceiveDescriptor(ours);
            var complaint = process.StandardError.ReadToEnd().Trim();
            process.WaitForExit();
            return descriptor >= 0 ? new FusermountMounting(descriptor) : throw Refused(path, complaint, options);
        }
        finally
        {
            _ = Libc.Close(ours);
            if (theirs >= 0)
                _ = Libc.Close(theirs);
        }
    }

    /// <inheritdoc/>
    protected override bool TryUnmount(string path, out string sentence) => Fusermount.TryUnmount(path, out sentence);

    private static string Options(FuseMountOptions options) =>
        $"{(options.ReadOnly ? "ro" : "rw")},nosuid,nodev,fsname={Escape(options.Source)},subtype=objectfs{CommonOptions(options)}";

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal);

    private static FuseMountException Refused(string path, string complaint, FuseMountOptions options)
    {
        if (options.AllowOther && complaint.Contains("user_allow_other", StringComparison.Ordinal))
            return new(Errno.EPERM, "Ordinary users may not let others in.", "Add the line user_allow_other to /etc/fuse.conf, or mount without AllowOther.");
        if (complaint.Contains("/dev/fuse", StringComparison.Ordinal))
            return new(Errno.EACCES, $"fusermount3 refuses: {complaint}", "Open the device to everybody: chmod 666 /dev/fuse as root.");

        return new(
            Errno.EPERM,
            $"fusermount3 refuses to mount on {path}: {complaint}",
            "Choose a directory of your own; fusermount3 must be set-user-id root (chmod u+s).");
    }
}
