using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <summary>The functions of WinFsp's DLL that are called here. Bound by name and at run time, so that nothing loads until somebody mounts. Strings are UTF-16, ended by NUL.</summary>
internal sealed unsafe class WinFspLibrary
{
    private const uint OldestMajor = 2;

    /// <summary>FspVersion: major in the upper, minor in the lower sixteen bits.</summary>
    public readonly delegate* unmanaged[Cdecl]<uint*, NtStatus> Version;

    /// <summary>FspFileSystemPreflight(device, mount point or null): whether a mount could be.</summary>
    public readonly delegate* unmanaged[Cdecl]<char*, char*, NtStatus> Preflight;

    /// <summary>FspFileSystemCreate(device, parameters, table of 64 pointers, file system). The table is kept, the parameters are copied.</summary>
    public readonly delegate* unmanaged[Cdecl]<char*, VolumeParameters*, nint*, FileSystem**, NtStatus> Create;

    /// <summary>FspFileSystemDelete.</summary>
    public readonly delegate* unmanaged[Cdecl]<FileSystem*, void> Delete;

    /// <summary>FspFileSystemSetMountPoint(file system, mount point, or null for the first free letter from Z down).</summary>
    public readonly delegate* unmanaged[Cdecl]<FileSystem*, char*, NtStatus> SetMountPoint;

    /// <summary>FspFileSystemMountPointF: where it is mounted.</summary>
    public readonly delegate* unmanaged[Cdecl]<FileSystem*, char*> MountPoint;

    /// <summary>FspFileSystemStartDispatcher(file system, threads).</summary>
    public readonly delegate* unmanaged[Cdecl]<FileSystem*, uint, NtStatus> StartDispatcher;

    /// <summary>FspFileSystemStopDispatcher: waits for the dispatcher's threads, thus never from a callback.</summary>
    public readonly delegate* unmanaged[Cdecl]<FileSystem*, void> StopDispatcher;

    /// <summary>FspFileSystemSetOperationGuardF(file system, enter, leave).</summary>
    public readonly delegate* unmanaged[Cdecl]<FileSystem*, void*, void*, void> SetOperationGuard;

    /// <summary>FspFileSystemSetOperationF(file system, kind, operation): what a thread of the dispatcher calls for requests of a kind.</summary>
    public readonly delegate* unmanaged[Cdecl]<FileSystem*, TransactKind, delegate* unmanaged[Cdecl]<FileSystem*, TransactRequest*, TransactResponse*, NtStatus>, void> SetOperation;

    /// <summary>FspFileSystemOperationProcessIdF: who asks, in a request that creates, opens or renames; else 0. Only on the dispatcher's thread.</summary>
    public readonly delegate* unmanaged[Cdecl]<uint> OperationProcessId;

    /// <summary>FspFileSystemSendResponse: from any thread.</summary>
    public readonly delegate* unmanaged[Cdecl]<FileSystem*, TransactResponse*, void> SendResponse;

    /// <summary>FspFileSystemAddDirInfo(record, or null for the end, buffer, its length, bytes used so far): 0 where there is no room.</summary>
    public readonly delegate* unmanaged[Cdecl]<DirectoryInfo*, void*, uint, uint*, byte> AddDirectoryInfo;

    /// <summary>FspFileSystemNotifyBegin(file system, milliseconds): CannotWait where a rename does not end.</summary>
    public readonly delegate* unmanaged[Cdecl]<FileSystem*, uint, NtStatus> NotifyBegin;

    /// <summary>FspFileSystemNotify(file system, records, their length in bytes, exactly).</summary>
    public readonly delegate* unmanaged[Cdecl]<FileSystem*, NotifyInfo*, nuint, NtStatus> Notify;

    /// <summary>FspFileSystemNotifyEnd.</summary>
    public readonly delegate* unmanaged[Cdecl]<FileSystem*, NtStatus> NotifyEnd;

    private readonly nint[] _operations = new nint[(int)Enum.GetValues<TransactKind>()[^1] + 1];

    /// <param name="export">Where a function of a name is.</param>
    public WinFspLibrary(Func<string, nint> export)
    {
        Version = (delegate* unmanaged[Cdecl]<uint*, NtStatus>)export("FspVersion");
        Preflight = (delegate* unmanaged[Cdecl]<char*, char*, NtStatus>)export("FspFileSystemPreflight");
        Create = (delegate* unmanaged[Cdecl]<char*, VolumeParameters*, nint*, FileSystem**, NtStatus>)export("FspFileSystemCreate");
        Delete = (delegate* unmanaged[Cdecl]<FileSystem*, void>)export("FspFileSystemDelete");
        SetMountPoint = (delegate* unmanaged[Cdecl]<FileSystem*, char*, NtStatus>)export("FspFileSystemSetMountPoint");
        MountPoint = (delegate* unmanaged[Cdecl]<FileSystem*, char*>)export("FspFileSystemMountPointF");
        StartDispatcher = (delegate* unmanaged[Cdecl]<FileSystem*, uint, NtStatus>)export("FspFileSystemStartDispatcher");
        StopDispatcher = (delegate* unmanaged[Cdecl]<FileSystem*, void>)export("FspFileSystemStopDispatcher");
        SetOperationGuard = (delegate* unmanaged[Cdecl]<FileSystem*, void*, void*, void>)export("FspFileSystemSetOperationGuardF");
        SetOperation = (delegate* unmanaged[Cdecl]<FileSystem*, TransactKind, delegate* unmanaged[Cdecl]<FileSystem*, TransactRequest*, TransactResponse*, NtStatus>, void>)
            export("FspFileSystemSetOperationF");
        OperationProcessId = (delegate* unmanaged[Cdecl]<uint>)export("FspFileSystemOperationProcessIdF");
        SendResponse = (delegate* unmanaged[Cdecl]<FileSystem*, TransactResponse*, void>)export("FspFileSystemSendResponse");
        AddDirectoryInfo = (delegate* unmanaged[Cdecl]<DirectoryInfo*, void*, uint, uint*, byte>)export("FspFileSystemAddDirInfo");
        NotifyBegin = (delegate* unmanaged[Cdecl]<FileSystem*, uint, NtStatus>)export("FspFileSystemNotifyBegin");
        Notify = (delegate* unmanaged[Cdecl]<FileSystem*, NotifyInfo*, nuint, NtStatus>)export("FspFileSystemNotify");
        NotifyEnd = (delegate* unmanaged[Cdecl]<FileSystem*, NtStatus>)export("FspFileSystemNotifyEnd");
        foreach (var kind in Enum.GetValues<TransactKind>())
            _operations[(int)kind] = export($"FspFileSystemOp{kind}");
    }

    /// <summary>WinFsp's own operation for requests of a kind: unpacks one, calls back, and packs the answer. On any thread.</summary>
    public delegate* unmanaged[Cdecl]<FileSystem*, TransactRequest*, TransactResponse*, NtStatus> Operation(TransactKind kind) =>
        (delegate* unmanaged[Cdecl]<FileSystem*, TransactRequest*, TransactResponse*, NtStatus>)_operations[(int)kind];

    /// <summary>Major and minor, with a dot.</summary>
    public string VersionText
    {
        get
        {
            uint version = 0;
            Version(&version);
            return $"{version >> 16}.{version & 0xFFFF}";
        }
    }

    /// <summary>Loads the DLL from where its installer put it, or from the path given.</summary>
    /// <exception cref="WinFspException">It is not there, or too old.</exception>
    public static WinFspLibrary Load(string? path)
    {
        var module = WinFspLocation.Load(path);
        WinFspLibrary library;
        try
        {
            library = new(name => NativeLibrary.GetExport(module, name));
        }
        catch (EntryPointNotFoundException exception)
        {
            throw WinFspException.TooOld(exception.Message);
        }

        uint version = 0;
        if (library.Version(&version) < 0 || version >> 16 < OldestMajor)
            throw WinFspException.TooOld($"it says that it is {library.VersionText}");
        return library;
    }
}
