using System.Security.Principal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <summary>A tree, mounted as a drive of Windows through WinFsp: what its driver asks is answered from the nodes until <see cref="Unmount"/>. Thread-safe.</summary>
public sealed partial class WinFspMount : IAsyncDisposable
{
    /// <summary>What WinFsp's licence asks to be shown wherever it is used.</summary>
    public const string Notice = "WinFsp - Windows File System Proxy, Copyright (C) Bill Zissimopoulos, https://github.com/winfsp/winfsp";

    private static readonly TimeSpan UnmountLimit = TimeSpan.FromSeconds(5);

    private readonly WinFspLibrary _library;
    private readonly Volume _volume;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EventHandler _atExit;
    private unsafe FileSystem* _fileSystem;
    private int _unmounted;

    private WinFspMount(WinFspLibrary library, Volume volume, ILogger logger)
    {
        _library = library;
        _volume = volume;
        _logger = logger;
        _atExit = (_, _) => Unmount();

        // on a thread of its own: whoever stops a dispatcher waits for its threads
        _volume.DriverGone = () => OwnThreads.Blocking.Run(Unmount);
    }

    /// <summary>The drive or directory, or the network place; it can be given to any program.</summary>
    public string MountPoint { get; private set; } = "";

    /// <summary>Ends with the drive, whether by <see cref="Unmount"/> or because WinFsp's driver went away.</summary>
    public Task Completion => _completion.Task;

    /// <summary>What the drive has done so far.</summary>
    public WinFspMountStatistics Statistics => _volume.Statistics;

    internal Volume Volume => _volume;

    /// <summary>The version of the WinFsp that is installed, <c>2.1</c> for example.</summary>
    /// <exception cref="WinFspException">There is none, or one that is too old; the message says what to install.</exception>
    public static string InstalledVersion() =>
        OperatingSystem.IsWindows() ? WinFspLibrary.Load(null).VersionText : throw WinFspException.NotWindows();

    /// <summary>Mounts a tree for the user of this process, the system and the administrators; nobody else comes in.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="logger">Where the drive says what it has to say, or null.</param>
    /// <param name="cancellationToken">Gives up before it is mounted.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message says which values there are.</exception>
    /// <exception cref="WinFspException">It cannot be mounted; the message says why and what to do.</exception>
    public static Task<WinFspMount> StartAsync(Node root, WinFspMountOptions options, ILogger? logger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        return OwnThreads.Blocking.Run(
            () => Start(root, options, options.LibraryPath is null && !OperatingSystem.IsWindows() ? throw WinFspException.NotWindows() : WinFspLibrary.Load(options.LibraryPath), UserId(), logger),
            cancellationToken);
    }

    /// <summary>Ends the drive: nothing hangs afterwards, and whoever still has a file of it open gets an error. The end of the process does it too.
    /// May be called again, and from any thread but one that a file of the drive is being served on; always returns, within seconds at worst.</summary>
    public unsafe void Unmount()
    {
        if (Interlocked.Exchange(ref _unmounted, 1) != 0)
        {
            _completion.Task.Wait(UnmountLimit);
            return;
        }

        AppDomain.CurrentDomain.ProcessExit -= _atExit;
        _volume.StopWaiting();
        _volume.Drain(UnmountLimit);
        if (_fileSystem != null)
        {
            _library.StopDispatcher(_fileSystem);

            // what the dispatcher took over to the last
            _volume.Drain(UnmountLimit);
            _library.Delete(_fileSystem);
            _fileSystem = null;
        }

        _volume.Release();
        Log.Unmounted(_logger, MountPoint);
        _completion.TrySetResult();
    }

    /// <summary>Ends the drive, as <see cref="Unmount"/> does.</summary>
    public async ValueTask DisposeAsync()
    {
        await OwnThreads.Blocking.Run(Unmount).OffPool();
        await Completion.OffPool();
    }

    /// <summary>Mounts by a WinFsp that is loaded already.</summary>
    internal static unsafe WinFspMount Start(Node root, WinFspMountOptions options, WinFspLibrary library, byte[] user, ILogger? logger)
    {
        Layout.Check();
        VolumeOptions volumeOptions = new()
        {
            SecurityDescriptor = SecurityDescriptor.For(user),
            ReadOnly = options.ReadOnly,
            Label = options.Label,
            MaxOpenFiles = options.MaxOpenFiles,
            MaxWaiting = options.MaxWaiting,
            MaxUnderWay = options.MaxUnderWay,
            ChangeLimit = options.ChangeLimit,
        };
        logger ??= NullLogger.Instance;
        WinFspMount mount = new(library, new Volume(root, library, volumeOptions, logger), logger);
        try
        {
            mount.MountAt(options);
        }
        catch (WinFspException)
        {
            mount.Unmount();
            throw;
        }

        AppDomain.CurrentDomain.ProcessExit += mount._atExit;
        Log.Mounted(logger, mount.MountPoint, Notice);
        return mount;
    }

    /// <exception cref="WinFspException">A function of WinFsp's refused.</exception>
    internal static void Check(NtStatus status, string function, string? mountPoint)
    {
        if (status < 0)
            throw WinFspException.Of(status, function, mountPoint);
    }

    private unsafe void MountAt(WinFspMountOptions options)
    {
        var device = options.Prefix.Length > 0 ? "WinFsp.Net" : "WinFsp.Disk";
        var point = options.MountPoint.Length > 0 ? options.MountPoint : null;
        fixed (char* deviceName = device)
        fixed (char* pointName = point)
        {
            Check(_library.Preflight(deviceName, pointName), "FspFileSystemPreflight", point);
            var parameters = VolumeParametersOf(options);
            _fileSystem = _volume.Create(device, &parameters);
            if (point is not null || options.Prefix.Length == 0)
                Check(_library.SetMountPoint(_fileSystem, pointName), "FspFileSystemSetMountPoint", point);
            Check(_library.StartDispatcher(_fileSystem, DispatcherThreads), "FspFileSystemStartDispatcher", point);
        }

        MountPoint = _library.MountPoint(_fileSystem) is var at && at != null ? new string(at) : $@"\{options.Prefix}";
    }

    private static byte[] UserId()
    {
        if (!OperatingSystem.IsWindows())
            throw WinFspException.NotWindows();
        using var me = WindowsIdentity.GetCurrent();
        var user = me.User!;
        var bytes = new byte[user.BinaryLength];
        user.GetBinaryForm(bytes, 0);
        return bytes;
    }
}
