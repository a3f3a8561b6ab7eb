using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <summary>
/// A tree as a file system of WinFsp's: its driver asks, a table of callbacks answers from the nodes. No callback that may wait for the program runs on the dispatcher's threads
/// (<see cref="Requests"/>); those that WinFsp lets nobody answer later wait within limits. Thread-safe.
/// </summary>
internal sealed unsafe partial class Volume : INodeWatcher
{
    private readonly Lock _gate = new();
    private readonly Node _root;
    private readonly WinFspLibrary _library;
    private readonly VolumeOptions _options;
    private readonly ILogger _logger;
    private readonly FoldedDirectories _folded;
    private readonly Paths _paths;
    private readonly Notices _notices;
    private readonly Requests _requests;
    private readonly HashSet<OpenFile> _files = [];
    private readonly LatencyHistogram _latencies = new();
    private readonly TaskCompletionSource _stopping = new();
    private readonly long _mounted;
    private readonly nint* _table;
    private readonly GCHandle _self;
    private FileSystem* _fileSystem;
    private IDisposable? _watch;
    private long _operations;
    private long _errors;
    private long _bytesRead;
    private long _bytesWritten;
    private int _waiting;

    public Volume(Node root, WinFspLibrary library, VolumeOptions options, ILogger logger)
    {
        _root = root;
        _library = library;
        _options = options;
        _logger = logger;
        _folded = new(options.Time);
        _paths = new(root, _folded);
        _notices = new(library);
        _requests = new(library, options.MaxUnderWay, logger);
        _mounted = (options.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        _table = Table();
        _self = GCHandle.Alloc(this);
    }

    /// <summary>Called once, on a dispatcher's thread, when the driver went away.</summary>
    public Action? DriverGone { get; set; }

    public WinFspMountStatistics Statistics => new()
    {
        Operations = Interlocked.Read(ref _operations),
        Errors = Interlocked.Read(ref _errors),
        BytesRead = Interlocked.Read(ref _bytesRead),
        BytesWritten = Interlocked.Read(ref _bytesWritten),
        OpenFiles = OpenFiles,
        Waiting = System.Threading.Volatile.Read(ref _waiting),
        Latencies = _latencies.Latencies,
    };

    public int OpenFiles
    {
        get
        {
            lock (_gate)
                return _files.Count;
        }
    }

    /// <summary>Creates the file system; no callback comes before its dispatcher is started.</summary>
    /// <exception cref="WinFspException">It cannot be.</exception>
    public FileSystem* Create(string device, VolumeParameters* parameters)
    {
        FileSystem* fileSystem;
        fixed (char* name = device)
            WinFspMount.Check(_library.Create(name, parameters, _table, &fileSystem), "FspFileSystemCreate", device);
        fileSystem->UserContext = GCHandle.ToIntPtr(_self);

        // the guard of WinFsp's own would hold up every opening while one of them waits for a getter
        _library.SetOperationGuard(fileSystem, null, null);
        foreach (var kind in Enum.GetValues<TransactKind>())
            _library.SetOperation(fileSystem, kind, &OnRequest);
        _fileSystem = fileSystem;
        _notices.Begin(fileSystem);
        _watch = _root.Watch(this);
        return fileSystem;
    }

    /// <summary>Ends all waits, so that nobody is left without an answer. The dispatcher still runs.</summary>
    public void StopWaiting()
    {
        lock (_gate)
        {
            _stopping.TrySetResult();
            foreach (var file in _files)
                file.Cancel();
        }

        _watch?.Dispose();
        _notices.End();
    }

    /// <summary>Waits until what was under way is answered; the file system must not be deleted before.</summary>
    public void Drain(TimeSpan limit)
    {
        if (!SpinWait.SpinUntil(() => System.Threading.Volatile.Read(ref _waiting) + _requests.UnderWay == 0, limit))
            Log.NotDrained(_logger, System.Threading.Volatile.Read(ref _waiting) + _requests.UnderWay);
    }

    /// <summary>Gives back what the callbacks need; none will come any more.</summary>
    public void Release()
    {
        List<OpenFile> left;
        lock (_gate)
        {
            left = [.. _files];
            _files.Clear();
        }

        foreach (var file in left)
        {
            GCHandle.FromIntPtr(file.Context).Free();
            _ = CloseAsync(file);
        }

        _fileSystem = null;
        NativeMemory.Free(_table);
        _self.Free();
    }

    private NtStatus Serve(Slot slot, ref Call call)
    {
        var began = LatencyHistogram.IsTimed(Interlocked.Increment(ref _operations)) ? Stopwatch.GetTimestamp() : 0;
        NtStatus status;
        try
        {
            status = slot switch
            {
                Slot.GetVolumeInfo => GetVolumeInfo(ref call),
                Slot.GetSecurityByName => GetSecurityByName(ref call),
                Slot.Create => CreateFile(ref call),
                Slot.Open => Open(ref call),
                Slot.Overwrite => Overwrite(ref call),
                Slot.Cleanup => Cleanup(ref call),
                Slot.Close => Close(ref call),
                Slot.Read => Read(ref call),
                Slot.Write => Write(ref call),
                Slot.Flush => Flush(ref call),
                Slot.GetFileInfo => GetFileInfo(ref call),
                Slot.SetBasicInfo => SetBasicInfo(ref call),
                Slot.SetFileSize => SetFileSize(ref call),
                Slot.Rename => Rename(ref call),
                Slot.GetSecurity => GetSecurity(ref call),
                Slot.ReadDirectory => ReadDirectory(ref call),
                Slot.GetReparsePoint => GetReparsePoint(ref call),
                Slot.GetDirectoryInfoByName => GetDirectoryInfoByName(ref call),
                Slot.SetDelete => SetDelete(ref call),
                _ => NtStatus.InvalidDeviceRequest,
            };
        }
        catch (OperationCanceledException)
        {
            status = NtStatus.Cancelled;
        }
        catch (Exception exception)
        {
            // the one place for what escapes a node: an exception that left a callback would end the process
            Log.Escaped(_logger, slot, exception);
            status = NtStatus.IoDeviceError;
        }

        if (status < 0)
            Interlocked.Increment(ref _errors);
        if (began != 0)
            _latencies.Record(began);
        return status;
    }
}
