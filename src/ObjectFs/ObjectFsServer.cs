using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ObjectFs.Drives;
using ObjectFs.Fuse;
using ObjectFs.NineP;
using ObjectFs.Service;
using ObjectFs.Tree;

namespace ObjectFs;

/// <summary>Serves the live objects of this process as a directory tree, from <see cref="StartAsync"/> to <see cref="DisposeAsync"/>. Thread-safe.</summary>
public sealed partial class ObjectFsServer : IAsyncDisposable
{
    private const int MaxDefaultServers = 16;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(2);

    private readonly List<IDisposable> _signals = [];
    private readonly List<ShownStatistics> _statistics = [];
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ObjectRegistry _registry;
    private readonly ILogger _logger;
    private FuseMount? _mount;
    private Drive? _drive;
    private NinePServer? _nineP;

    private ObjectFsServer(ObjectFsOptions options)
    {
        _registry = options.Registry;
        _logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("ObjectFs");
        _registry.Complained += Complain;
        if (!options.UnmountOnSignals || options.Protocols == ObjectFsProtocols.None)
            return;

        // before there is anything that a signal could leave behind
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
            _signals.Add(PosixSignalRegistration.Create(signal, StopUnlessCancelled));
    }

    /// <summary>Where the tree is mounted, absolute: a directory, or a drive of Windows; null where it is not.</summary>
    public string? MountPoint => _mount?.MountPoint ?? _drive?.MountPoint;

    /// <summary>Where the tree is served over 9P; null where it is not.</summary>
    public NinePAddress? Address => _nineP?.Address;

    /// <summary>Why <see cref="ObjectFsProtocols.FuseElseNineP"/> came to 9P, and what to do about it; else null.</summary>
    public string? WhyNotMounted { get; private set; }

    /// <summary>Ends when nothing is served any more: after disposal, or when somebody unmounted from outside and nothing else is served.</summary>
    public Task Completion =>
        Task.WhenAll(_mount?.Completion ?? Task.CompletedTask, _drive?.Completion ?? Task.CompletedTask, _nineP?.Completion ?? Task.CompletedTask);

    /// <summary>Starts the gateways that the options name. When it returns, the tree can be used.</summary>
    /// <param name="options">What to serve and how; by default the objects of the process, over FUSE, at a mount point of the program's own.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range.</exception>
    /// <exception cref="FuseMountException">It cannot be mounted; the message says why and what to do.</exception>
    /// <exception cref="NinePException">It cannot be listened at the address, or must not be; the message says why and what to do.</exception>
    /// <exception cref="IOException">There can be no drive: the program does not reference <c>ObjectFs.WinFsp</c>, or, as its WinFspException, why else and what to do.</exception>
    public static async Task<ObjectFsServer> StartAsync(ObjectFsOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ObjectFsOptions();
        Check(options);
        if (options.Services is { } services)
            options.Registry.Services = services;
        ObjectFsServer server = new(options);
        try
        {
            await server.StartGatewaysAsync(options, new RecordingLoggerFactory(options.LoggerFactory ?? NullLoggerFactory.Instance, options.Registry), cancellationToken).OffPool();
            return server;
        }
        catch (Exception)
        {
            // half of what was asked for is nothing that anybody would look after
            await server.DisposeAsync().OffPool();
            throw;
        }
        finally
        {
            server._started.SetResult();
        }
    }

    /// <summary>Ends all gateways and unmounts.</summary>
    public async ValueTask DisposeAsync()
    {
        _registry.Complained -= Complain;
        foreach (var signal in _signals)
            signal.Dispose();
        foreach (var shown in _statistics)
            shown.Dispose();
        if (_nineP is not null)
            await _nineP.DisposeAsync().OffPool();
        if (_drive is not null)
            await _drive.DisposeAsync().OffPool();
        if (_mount is not null)
            await _mount.DisposeAsync().OffPool();
    }

    private static void Check(ObjectFsOptions options)
    {
        const ObjectFsProtocols Known = ObjectFsProtocols.Fuse | ObjectFsProtocols.NineP | ObjectFsProtocols.FuseElseNineP | ObjectFsProtocols.WinFsp;
        if (options.Registry is null || options.Fuse is null || options.NineP is null)
            throw new ArgumentException("Registry, Fuse and NineP must not be null; leave them as they are for the defaults.", nameof(options));
        if ((options.Protocols & ~Known) != 0)
            throw new ArgumentException($"Protocols is {options.Protocols}, which has bits beside {Known}.", nameof(options));
    }

    private async Task StartGatewaysAsync(ObjectFsOptions options, RecordingLoggerFactory loggers, CancellationToken cancellationToken)
    {
        if ((options.Protocols & (ObjectFsProtocols.Fuse | ObjectFsProtocols.FuseElseNineP)) != 0)
        {
            try
            {
                _mount = await MountAsync(options, loggers.CreateLogger("ObjectFs.Fuse"), cancellationToken).OffPool();
                _statistics.Add(new ShownStatistics(options.Registry, new FuseStatistics(_mount), "fuse", _mount.Completion));
            }
            catch (FuseMountException exception) when ((options.Protocols & ObjectFsProtocols.FuseElseNineP) != 0)
            {
                WhyNotMounted = exception.Message;
                InsteadOfFuse(loggers.CreateLogger("ObjectFs"), exception.Message);
            }
        }

        if ((options.Protocols & ObjectFsProtocols.WinFsp) != 0)
        {
            _drive = await MountDriveAsync(options, loggers.CreateLogger("ObjectFs.WinFsp"), cancellationToken).OffPool();
            _statistics.Add(new ShownStatistics(options.Registry, _drive.Statistics, "winfsp", _drive.Completion));
        }

        if (WhyNotMounted is not null || (options.Protocols & ObjectFsProtocols.NineP) != 0)
        {
            _nineP = await ListenAsync(options, loggers.CreateLogger("ObjectFs.NineP"), cancellationToken).OffPool();
            _statistics.Add(new ShownStatistics(options.Registry, new NinePStatistics(_nineP), "9p", _nineP.Completion));
        }
    }

    private static async Task<FuseMount> MountAsync(ObjectFsOptions options, ILogger logger, CancellationToken cancellationToken) =>
        await FuseMount.StartAsync(
            options.Registry.Root,
            options.Fuse with
            {
                MountPoint = options.MountPoint ?? await OwnThreads.Blocking.Run(() => DefaultMountPoint.Find(ProgramName, logger), cancellationToken).OffPool(),
                Source = options.Fuse.Source == new FuseMountOptions().Source ? $"{ProgramName}-{Environment.ProcessId}" : options.Fuse.Source,
            },
            logger,
            cancellationToken).OffPool();

    private static async Task<Drive> MountDriveAsync(ObjectFsOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        const string Package = "ObjectFs.WinFsp";
        try
        {
            return await StartDriveAsync(options, logger, cancellationToken).OffPool();
        }
        catch (FileNotFoundException exception) when (exception.FileName?.StartsWith(Package, StringComparison.Ordinal) == true)
        {
            throw new FileNotFoundException($"A drive needs the package {Package}, which this program does not reference. Add it: dotnet add package {Package}", exception.FileName, exception);
        }
    }

    // not inlined: the assembly that it needs is loaded when it is compiled, and may be missing
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<Drive> StartDriveAsync(ObjectFsOptions options, ILogger logger, CancellationToken cancellationToken) =>
        WinFspDrive.StartAsync(options, logger, cancellationToken);

    private static async Task<NinePServer> ListenAsync(ObjectFsOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        if (options.Address is { } address)
            return await NinePServer.StartAsync(options.Registry.Root, options.NineP with { Address = address }, logger, cancellationToken).OffPool();
        for (var number = 1; ; number++)
        {
            try
            {
                var name = number == 1 ? ProgramName : string.Create(CultureInfo.InvariantCulture, $"{ProgramName}.{number}");
                return await NinePServer.StartAsync(options.Registry.Root, NinePSocketDirectory.Listening(options.NineP, name, Environment.ProcessId), logger, cancellationToken).OffPool();
            }
            catch (NinePException exception) when (exception.Errno == Errno.EADDRINUSE && number < MaxDefaultServers)
            {
                // only this process comes to a place with its number: the program serves what the environment has had served already
            }
        }
    }

    private static string ProgramName => Assembly.GetEntryAssembly()?.GetName().Name ?? "program";

    // handlers run latest first: the program's own, registered after us, have decided by now
    private void StopUnlessCancelled(PosixSignalContext context)
    {
        if (context.Cancel)
            return;

        // what is half started would stay behind
        _started.Task.Wait(StartLimit);
        _nineP?.Stop();
        _drive?.Unmount();
        _mount?.Unmount();
    }

    // what went wrong where no reader or writer could be told
    private void Complain(string sentence) => Complaint(_logger, sentence);

    [LoggerMessage(2, LogLevel.Warning, "{Sentence}")]
    private static partial void Complaint(ILogger logger, string sentence);

    [LoggerMessage(1, LogLevel.Warning, "Served over 9P instead of FUSE: {Sentence}")]
    private static partial void InsteadOfFuse(ILogger logger, string sentence);
}
