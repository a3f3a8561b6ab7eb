using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using ObjectFs.Fuse;

namespace ObjectFs;

/// <summary>Serves the live objects of this process as a directory tree, from <see cref="StartAsync"/> to <see cref="DisposeAsync"/>. Thread-safe.</summary>
public sealed class ObjectFsServer : IAsyncDisposable
{
    private readonly List<IDisposable> _signals = [];
    private readonly FuseMount? _mount;

    private ObjectFsServer(FuseMount? mount, bool unmountOnSignals)
    {
        _mount = mount;
        if (!unmountOnSignals || mount is null)
            return;
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
            _signals.Add(PosixSignalRegistration.Create(signal, UnmountUnlessCancelled));
    }

    /// <summary>Where the tree is mounted, absolute; null where it is not served over FUSE.</summary>
    public string? MountPoint => _mount?.MountPoint;

    /// <summary>Ends when nothing is served any more: after disposal, or when somebody unmounted from outside.</summary>
    public Task Completion => _mount?.Completion ?? Task.CompletedTask;

    /// <summary>Starts the gateways that the options name. When it returns, the tree can be used.</summary>
    /// <param name="options">What to serve and how; by default the objects of the process, over FUSE, at a mount point of the program's own.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="FuseMountException">It cannot be mounted; the message says why and what to do.</exception>
    public static async Task<ObjectFsServer> StartAsync(ObjectFsOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ObjectFsOptions();
        FuseMount? mount = null;
        if ((options.Protocols & ObjectFsProtocols.Fuse) != 0)
        {
            var logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("ObjectFs.Fuse");
            var fuse = options.Fuse with { MountPoint = options.MountPoint ?? DefaultMountPoint() };
            mount = await FuseMount.StartAsync(options.Registry.Root, fuse, logger, cancellationToken).ConfigureAwait(false);
        }

        return new ObjectFsServer(mount, options.UnmountOnSignals);
    }

    /// <summary>Ends all gateways and unmounts.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        if (_mount is not null)
            await _mount.DisposeAsync().ConfigureAwait(false);
    }

    private static string DefaultMountPoint()
    {
        var name = $"{Assembly.GetEntryAssembly()?.GetName().Name ?? "program"}-{Environment.ProcessId}";
        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        if (!string.IsNullOrEmpty(runtime) && Directory.Exists(runtime))
            return Path.Combine(Directory.CreateDirectory(Path.Combine(runtime, "objectfs")).FullName, name);

        // anybody may make names in the common directory for temporary files: one that nobody could foresee is made there, and given to the mount to make again as its own
        var unforeseen = Directory.CreateTempSubdirectory($"objectfs-{name}-").FullName;
        Directory.Delete(unforeseen);
        return unforeseen;
    }

    // handlers run latest first: the program's own, registered after us, have decided by now
    private void UnmountUnlessCancelled(PosixSignalContext context)
    {
        if (!context.Cancel)
            _mount?.Unmount();
    }
}
