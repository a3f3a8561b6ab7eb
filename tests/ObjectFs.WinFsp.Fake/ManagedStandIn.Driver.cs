using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp.Fake;

/// <content>The driver's side, for tests.</content>
internal static unsafe partial class ManagedStandIn
{
    private const NtStatus VolumeDismounted = unchecked((NtStatus)0xC000026E);

    private static nint ExportOfDriver(string name) => name switch
    {
        "SimFind" => (nint)(delegate* unmanaged[Cdecl]<char*, FileSystem*>)&Find,
        "SimCall" => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, uint, TransactKind, uint, ulong, ulong*, byte*, uint, TransactResponse*, NtStatus>)&Call,
        "SimCancel" => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, ulong, int>)&Cancel,
        "SimTakeNotice" => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, NotifyFilter*, NotifyAction*, char*, uint, int>)&TakeNotice,
        "SimParameters" => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, VolumeParameters*, void>)&Parameters,
        "SimLose" => (nint)(delegate* unmanaged[Cdecl]<FileSystem*, void>)&Lose,
        "SimRefuse" => (nint)(delegate* unmanaged[Cdecl]<uint, NtStatus, void>)&Refuse,
        "SimTakeViolations" => (nint)(delegate* unmanaged[Cdecl]<Violations>)&TakeViolations,
        "SimAlive" => (nint)(delegate* unmanaged[Cdecl]<int>)&Alive,
        _ => throw new EntryPointNotFoundException(name),
    };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static FileSystem* Find(char* mountPoint) => FakeVolume.Find(new(mountPoint)) is { } volume ? volume.Address : null;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus Call(
        FileSystem* fileSystem, uint slot, TransactKind kind, uint process, ulong hint, ulong* arguments, byte* memory, uint size, TransactResponse* response)
    {
        if (FakeVolume.Look(fileSystem) is not { IsRunning: true } volume)
            return VolumeDismounted;
        if (volume.Table[slot] == 0)
            return NtStatus.InvalidDeviceRequest;
        var request = new FakeRequest { Slot = slot, Kind = kind, ProcessId = process, Hint = hint, Arguments = arguments, Memory = memory, Size = size, Response = response };
        return volume.Ask(request) ? request.Await() : VolumeDismounted;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Cancel(FileSystem* fileSystem, ulong hint) => FakeVolume.Look(fileSystem)?.Cancel(hint) == true ? 1 : 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int TakeNotice(FileSystem* fileSystem, NotifyFilter* filter, NotifyAction* action, char* path, uint room)
    {
        if (FakeVolume.Look(fileSystem)?.Notices.TryTake() is not { } notice)
            return 0;
        (*filter, *action) = (notice.Filter, notice.Action);
        notice.Path.AsSpan().CopyTo(new Span<char>(path, (int)room));
        path[notice.Path.Length] = '\0';
        return 1;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Parameters(FileSystem* fileSystem, VolumeParameters* parameters) => *parameters = FakeVolume.Look(fileSystem)!.Parameters;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Lose(FileSystem* fileSystem) => FakeVolume.Look(fileSystem)?.Stop(normally: false);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Refuse(uint function, NtStatus status) => Refusals[function] = status;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static Violations TakeViolations() => FakeVolume.TakeViolations();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Alive() => FakeVolume.Alive;
}
