using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>A tree, mounted on a directory: what the kernel asks is answered from its nodes until <see cref="Unmount"/>. Thread-safe.</summary>
public sealed partial class FuseMount : IAsyncDisposable
{
    private static readonly TimeSpan InitLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UnmountLimit = TimeSpan.FromSeconds(5);

    private readonly MountPoint _point;
    private readonly Mounting _mounting;
    private readonly Session _session;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EventHandler _atExit;
    private int _unmounted;

    private FuseMount(MountPoint point, Mounting mounting, Session session, ILogger logger)
    {
        _point = point;
        _mounting = mounting;
        _session = session;
        _logger = logger;
        // a process that ended with its mount still there, and one of its own threads waiting for it, could not even be killed any more
        _atExit = (_, _) => Unmount();
        AppDomain.CurrentDomain.ProcessExit += _atExit;
        session.Ended.ContinueWith(
            static (_, mount) => OwnThreads.RunAlone(((FuseMount)mount!).Unmount), this, CancellationToken.None, TaskContinuationOptions.None, OwnThreads.Continuing);
    }

    /// <summary>The directory, absolute, without symbolic links.</summary>
    public string MountPoint => _point.Path;

    /// <summary>Ends with the mount, whether by <see cref="Unmount"/> or from outside.</summary>
    public Task Completion => _completion.Task;

    /// <summary>What the mount has done so far.</summary>
    public FuseMountStatistics Statistics => _session.Statistics;

    internal Session Session => _session;

    /// <summary>Mounts a tree. As root, or with rights in a user namespace of its own, by mount(2); as an ordinary user by fusermount3.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="logger">Where the mount says what it has to say, or null.</param>
    /// <param name="cancellationToken">Gives up before it is mounted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not at least 1.</exception>
    /// <exception cref="FuseMountException">It cannot be mounted; the message says why and what to do.</exception>
    public static Task<FuseMount> StartAsync(Node root, FuseMountOptions options, ILogger? logger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxNodes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxOpenFiles);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxWaiting);
        if (!OperatingSystem.IsLinux())
            throw new FuseMountException(Errno.ENOSYS, "Nothing can be mounted through FUSE here: this is not Linux.", "Serve over 9P instead (OBJECTFS_PROTO=9p), which takes no driver.");

        // the system calls may wait for a disk
        return OwnThreads.Blocking.Run(() => Mount(root, options, logger ?? NullLogger.Instance, cancellationToken), cancellationToken);
    }

    /// <summary>Ends the mount: nothing hangs afterwards, whoever still has a file of it open gets ENOTCONN, and a directory made for the mount is removed.
    /// The end of the process does it too, where it has time to (not for SIGKILL).
    /// May be called again, from any thread, while the process exits, and from a signal's handler in managed code; always returns, within seconds at worst.</summary>
    public void Unmount()
    {
        if (Interlocked.Exchange(ref _unmounted, 1) != 0)
        {
            // a process that exits must not overtake whoever is at it
            _completion.Task.Wait(UnmountLimit);
            return;
        }

        // what is gone is not unmounted again: another may have come to the same place
        if (!_session.Ended.IsCompleted)
            _mounting.Unmount(_point, _logger);
        _session.Stop();
        _point.Remove();
        AppDomain.CurrentDomain.ProcessExit -= _atExit;
        Log.Unmounted(_logger, MountPoint);
        _completion.TrySetResult();
    }

    /// <summary>Ends the mount, as <see cref="Unmount"/> does.</summary>
    public async ValueTask DisposeAsync()
    {
        await OwnThreads.RunAlone(Unmount).OffPool();
        await Completion.OffPool();
    }

    private static FuseMount Mount(Node root, FuseMountOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var point = Fuse.MountPoint.Prepare(options, logger);
        Mounting? mounting = null;
        try
        {
            mounting = Mounting.Mount(point, options);
        }
        finally
        {
            if (mounting is null)
                point.Remove();
        }

        var session = new Session(root, new DeviceTransport(mounting.Descriptor), SessionOptions(options), logger);
        var mount = new FuseMount(point, mounting, session, logger);
        var started = false;
        try
        {
            session.Start();
            if (Task.WaitAny([session.Ready], (int)InitLimit.TotalMilliseconds, cancellationToken) < 0)
                throw new FuseMountException(Errno.ETIMEDOUT, $"The kernel did not answer the mount of {point.Path}.", "Look into the kernel's log (dmesg).");
            session.Ready.GetAwaiter().GetResult();
            Log.Mounted(logger, point.Path, mounting.How, session.Agreed.Minor);
            started = true;
            return mount;
        }
        finally
        {
            if (!started)
                mount.Unmount();
        }
    }

    private static SessionOptions SessionOptions(FuseMountOptions options) => new()
    {
        UserId = options.UserId ?? Libc.EffectiveUserId(),
        GroupId = options.GroupId ?? Libc.EffectiveGroupId(),
        ReadOnly = options.ReadOnly,
        KernelCache = options.KernelCache,
        MaxNodes = options.MaxNodes,
        MaxOpenFiles = options.MaxOpenFiles,
        MaxWaiting = options.MaxWaiting,
    };
}
