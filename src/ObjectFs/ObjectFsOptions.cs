using Microsoft.Extensions.Logging;
using ObjectFs.Fuse;
using ObjectFs.NineP;
using ObjectFs.WinFsp;

namespace ObjectFs;

/// <summary>What to serve, and how.</summary>
public sealed class ObjectFsOptions
{
    /// <summary>The objects; those of the process by default.</summary>
    public ObjectRegistry Registry { get; set; } = ObjectRegistry.Default;

    /// <summary>Where constructors that <c>mkdir</c> calls get their parameters from; null leaves those of the registry (<see cref="ObjectRegistry.Services"/>) as they are.</summary>
    public IServiceProvider? Services { get; set; }

    /// <summary>The gateways to start; FUSE by default.</summary>
    public ObjectFsProtocols Protocols { get; set; } = ObjectFsProtocols.Fuse;

    /// <summary>Where to mount. Over FUSE null for a directory of the program's own, below <c>$XDG_RUNTIME_DIR/objectfs</c> or the directory for temporary files, which is removed at the end;
    /// through WinFsp null for the first free drive letter from Z: down.</summary>
    public string? MountPoint { get; set; }

    /// <summary>How to mount: owner, others' access, read-only. Its <see cref="FuseMountOptions.MountPoint"/> is not looked at: <see cref="MountPoint"/> is.</summary>
    public FuseMountOptions Fuse { get; set; } = new();

    /// <summary>How to become a drive of Windows; null, the default, for a disk, read-only where <see cref="Fuse"/> is. Of the package <c>ObjectFs.WinFsp</c>, without which it cannot be set.
    /// Its <see cref="WinFspMountOptions.MountPoint"/> is not looked at: <see cref="MountPoint"/> is.</summary>
    public WinFspMountOptions? WinFsp { get; set; }

    /// <summary>Where to listen for 9P; null for where only the program's own user gets in, a Unix socket, or on Windows TCP for who can read a file of the user's (<see cref="NinePSocketDirectory"/>).</summary>
    public NinePAddress? Address { get; set; }

    /// <summary>How to serve over 9P: rights, certificates, limits. Its <see cref="NinePServerOptions.Address"/> is not looked at: <see cref="Address"/> is.</summary>
    public NinePServerOptions NineP { get; set; } = new();

    /// <summary>Whether SIGINT, SIGTERM, SIGHUP and SIGQUIT unmount, and remove the socket, before they end the program; a handler of the program's that cancels the signal keeps them. True by default.</summary>
    public bool UnmountOnSignals { get; set; } = true;

    /// <summary>Where messages go; nowhere by default.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }
}
