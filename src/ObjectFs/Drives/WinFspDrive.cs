using Microsoft.Extensions.Logging;
using ObjectFs.Service;
using ObjectFs.Tree;
using ObjectFs.WinFsp;

namespace ObjectFs.Drives;

/// <summary>A drive through WinFsp.</summary>
internal sealed class WinFspDrive(WinFspMount mount) : Drive
{
    public override string MountPoint => mount.MountPoint;

    public override Task Completion => mount.Completion;

    public override object Statistics { get; } = new WinFspStatistics(mount);

    /// <exception cref="WinFspException">It cannot be mounted; the message says why and what to do.</exception>
    public static async Task<Drive> StartAsync(ObjectFsOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var asked = options.WinFsp ?? new WinFspMountOptions { ReadOnly = options.Fuse.ReadOnly };
        var mount = await WinFspMount.StartAsync(options.Registry.Root, asked with { MountPoint = options.MountPoint ?? "" }, logger, cancellationToken).OffPool();
        return new WinFspDrive(mount);
    }

    public override void Unmount() => mount.Unmount();

    public override ValueTask DisposeAsync() => mount.DisposeAsync();
}
