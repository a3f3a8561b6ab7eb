using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp.Fake;

/// <summary>WinFsp's functions, as far as a file system sees them, in this process. Callbacks run on threads of its own, on which nothing else runs.</summary>
internal static unsafe partial class ManagedStandIn
{
    private const uint TheVersion = 0x00020001;

    private static readonly NtStatus[] Refusals = new NtStatus[4];

    public static nint Export(string name) => name switch
    {
        "FspVersion" => (nint)(delegate* unmanaged[Cdecl]<uint*, NtStatus>)&Version,
        "FspFileSystemPreflight" => (nint)(delegate* unmanaged[Cdecl]<char*, char*, NtStatus>)&Preflight,
        "FspFileSystemCreate" => (nint)(delegate* unmanaged[Cdecl]<char*, VolumeParameters*, nint*, FileSystem**, NtStatus>)&Create,
        "FspFileSystemDelete" => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, void>)&Delete,
        "FspFileSystemSetMountPoint" => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, char*, NtStatus>)&SetMountPoint,
        "FspFileSystemMountPointF" => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, char*>)&MountPoint,
        "FspFileSystemStartDispatcher" => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, uint, NtStatus>)&StartDispatcher,
        "FspFileSystemStopDispatcher" => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, void>)&StopDispatcher,
        "FspFileSystemSetOperationGuardF" => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, void*, void*, void>)&SetOperationGuard,
        "FspFileSystemSetOperationF" =>
            (nint)(delegate* unmanaged[Cdecl]<FileSystem*, TransactKind, delegate* unmanaged[Cdecl]<FileSystem*, TransactRequest*, TransactResponse*, NtStatus>, void>)&SetOperation,
        "FspFileSystemOperationProcessIdF" => (nint)(delegate* unmanaged[Cdecl]<uint>)&OperationProcessId,
        "FspFileSystemSendResponse" => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, TransactResponse*, void>)&SendResponse,
        "FspFileSystemAddDirInfo" => (nint)(delegate* unmanaged[Cdecl]<DirectoryInfo*, byte*, uint, uint*, byte>)&AddDirectoryInfo,
        "FspFileSystemNotifyBegin" => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, uint, NtStatus>)&NotifyBegin,
        "FspFileSystemNotify" => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, byte*, nuint, NtStatus>)&Notify,
        "FspFileSystemNotifyEnd" => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, NtStatus>)&NotifyEnd,
        _ when name.StartsWith("FspFileSystemOp", StringComparison.Ordinal) => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, TransactRequest*, TransactResponse*, NtStatus>)&Perform,
        _ => ExportOfDriver(name),
    };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus Version(uint* version)
    {
        *version = TheVersion;
        return NtStatus.Success;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus Preflight(char* device, char* mountPoint) => Refusal(0) is var refusal and < 0
        ? refusal
        : mountPoint is not null && FakeVolume.Find(new(mountPoint)) is not null ? NtStatus.ObjectNameCollision : NtStatus.Success;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus Create(char* device, VolumeParameters* parameters, nint* table, FileSystem** created)
    {
        if (Refusal(1) is var refusal and < 0)
            return refusal;
        if (parameters->Version != sizeof(VolumeParameters) || new string(device) != (parameters->Prefix[0] == '\0' ? "WinFsp.Disk" : "WinFsp.Net"))
            FakeVolume.Violate(Violations.ParametersMalformed);
        *created = new FakeVolume(parameters, table, &Perform).Address;
        return NtStatus.Success;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Delete(FileSystem* fileSystem) => FakeVolume.Of(fileSystem)?.Delete();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus SetMountPoint(FileSystem* fileSystem, char* mountPoint) => Refusal(2) is var refusal and < 0
        ? refusal
        : FakeVolume.Of(fileSystem)?.Mount(mountPoint is null ? null : new(mountPoint)) ?? NtStatus.InvalidHandle;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static char* MountPoint(FileSystem* fileSystem) => FakeVolume.Of(fileSystem) is { } volume ? volume.MountPoint : null;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus StartDispatcher(FileSystem* fileSystem, uint threads)
    {
        if (Refusal(3) is var refusal and < 0)
            return refusal;
        FakeVolume.Of(fileSystem)?.Start(threads == 0 ? 4 : (int)Math.Max(threads, 2));
        return NtStatus.Success;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void StopDispatcher(FileSystem* fileSystem) => FakeVolume.Of(fileSystem)?.Stop(normally: true);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void SetOperationGuard(FileSystem* fileSystem, void* enter, void* leave)
    {
        if (FakeVolume.Of(fileSystem) is { } volume)
            volume.IsGuarded = enter is not null;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void SetOperation(FileSystem* fileSystem, TransactKind kind, delegate* unmanaged[Cdecl]<FileSystem*, TransactRequest*, TransactResponse*, NtStatus> operation) =>
        FakeVolume.Of(fileSystem)?.Set(kind, operation);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus Perform(FileSystem* fileSystem, TransactRequest* request, TransactResponse* response) =>
        FakeVolume.Of(fileSystem)?.Perform(request, response) ?? NtStatus.InvalidHandle;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint OperationProcessId()
    {
        if (FakeDispatcher.Current?.Serving is { } serving)
            return serving.ProcessId;
        FakeVolume.Violate(Violations.ContextOutside);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void SendResponse(FileSystem* fileSystem, TransactResponse* response) => FakeVolume.Of(fileSystem)?.Answer(response);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte AddDirectoryInfo(DirectoryInfo* record, byte* buffer, uint length, uint* used)
    {
        var size = record is null ? sizeof(ushort) : record->Size;
        var aligned = record is null ? (uint)size : (uint)(size + 7) & ~7u;
        if (*used + aligned > length)
            return 0;
        if (record is null)
            *(ushort*)(buffer + *used) = 0;
        else
            NativeMemory.Copy(record, buffer + *used, (nuint)size);
        *used += aligned;
        return 1;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus NotifyBegin(FileSystem* fileSystem, uint milliseconds) => FakeVolume.Of(fileSystem)?.Notices.Begin() ?? NtStatus.InvalidHandle;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus Notify(FileSystem* fileSystem, byte* records, nuint size)
    {
        FakeVolume.Of(fileSystem)?.Notices.Take(records, (int)size);
        return NtStatus.Success;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus NotifyEnd(FileSystem* fileSystem)
    {
        FakeVolume.Of(fileSystem)?.Notices.End();
        return NtStatus.Success;
    }

    private static NtStatus Refusal(int function)
    {
        var refusal = Refusals[function];
        Refusals[function] = NtStatus.Success;
        return refusal;
    }
}
