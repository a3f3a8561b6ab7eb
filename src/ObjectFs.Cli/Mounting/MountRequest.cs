using Microsoft.Extensions.Logging;
using ObjectFs.Cli.Targets;
using ObjectFs.Fuse;
using ObjectFs.Tree;
using ObjectFs.WinFsp;

namespace ObjectFs.Cli.Mounting;

/// <summary>How a tree is to stand on this machine: through FUSE on Linux, through WinFsp on Windows.</summary>
/// <param name="MountPoint">A directory, or a drive of Windows.</param>
/// <param name="Title">What it is, for those who list mounts.</param>
/// <param name="ReadOnly">Nothing can be changed.</param>
/// <param name="AllowOther">Other users may come in.</param>
internal sealed record MountRequest(string MountPoint, string Title, bool ReadOnly, bool AllowOther)
{
    /// <exception cref="CommandException">It cannot be.</exception>
    public async Task<Mounted> StartAsync(Node root, ILogger logger, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() && AllowOther)
            throw CommandException.Usage("--allow-other is for Linux: a drive of Windows is its user's, the system's and the administrators'.");
        try
        {
            return OperatingSystem.IsWindows()
                ? await MountDriveAsync(root, logger, cancellationToken).ConfigureAwait(false)
                : await MountDirectoryAsync(root, logger, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FuseMountException or WinFspException)
        {
            throw CommandException.Refused(exception.Message);
        }
    }

    private async Task<Mounted> MountDirectoryAsync(Node root, ILogger logger, CancellationToken cancellationToken)
    {
        FuseMountOptions options = new()
        {
            MountPoint = MountPoint,
            ReadOnly = ReadOnly,
            AllowOther = AllowOther,
            Source = MountScan.SourcePrefix + Title,

            // a program that comes back is another one: nothing that was said of it may be remembered
            KernelCache = false,
        };
        var mount = await FuseMount.StartAsync(root, options, logger, cancellationToken).ConfigureAwait(false);
        return new(mount.MountPoint, mount.Completion, mount, Notice: null);
    }

    private async Task<Mounted> MountDriveAsync(Node root, ILogger logger, CancellationToken cancellationToken)
    {
        var mount = await WinFspMount.StartAsync(root, new WinFspMountOptions { MountPoint = MountPoint, ReadOnly = ReadOnly }, logger, cancellationToken).ConfigureAwait(false);
        return new(mount.MountPoint, mount.Completion, mount, WinFspMount.Notice);
    }
}
