using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp.Fake;

/// <summary>
/// What stands in for WinFsp's DLL and its driver: functions of C# in this process, or a DLL of ours whose path is in <c>OBJECTFS_WINFSP_STANDIN</c>.
/// Beside WinFsp's own functions either has some by which tests play the driver; they are bound here.
/// </summary>
internal static unsafe class StandIn
{
    private const string Variable = "OBJECTFS_WINFSP_STANDIN";

    private static readonly nint Module = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? NativeLibrary.Load(path) : 0;

    /// <summary>The file system that is mounted there, or null.</summary>
    public static readonly delegate* unmanaged[Cdecl]<char*, FileSystem*> Find = (delegate* unmanaged[Cdecl]<char*, FileSystem*>)Export("SimFind");

    /// <summary>
    /// Has a thread of the dispatcher call a slot, and waits for the answer, however late: (file system, slot, kind, process, hint, ten arguments, the request's memory, its size, answer).
    /// A slot that is empty is STATUS_INVALID_DEVICE_REQUEST, a volume that is gone STATUS_VOLUME_DISMOUNTED.
    /// </summary>
    public static readonly delegate* unmanaged[Cdecl]<FileSystem*, uint, TransactKind, uint, ulong, ulong*, byte*, uint, TransactResponse*, NtStatus> Call =
        (delegate* unmanaged[Cdecl]<FileSystem*, uint, TransactKind, uint, ulong, ulong*, byte*, uint, TransactResponse*, NtStatus>)Export("SimCall");

    /// <summary>The driver gives a request up, because whoever asked is gone: 1 where it was waiting for its answer.</summary>
    public static readonly delegate* unmanaged[Cdecl]<FileSystem*, ulong, int> Cancel = (delegate* unmanaged[Cdecl]<FileSystem*, ulong, int>)Export("SimCancel");

    /// <summary>Takes the oldest notification: (file system, filter, action, path, room for it in characters). 0 where there is none.</summary>
    public static readonly delegate* unmanaged[Cdecl]<FileSystem*, NotifyFilter*, NotifyAction*, char*, uint, int> TakeNotice =
        (delegate* unmanaged[Cdecl]<FileSystem*, NotifyFilter*, NotifyAction*, char*, uint, int>)Export("SimTakeNotice");

    /// <summary>What the volume was created with.</summary>
    public static readonly delegate* unmanaged[Cdecl]<FileSystem*, VolumeParameters*, void> Parameters =
        (delegate* unmanaged[Cdecl]<FileSystem*, VolumeParameters*, void>)Export("SimParameters");

    /// <summary>The driver goes away under the volume.</summary>
    public static readonly delegate* unmanaged[Cdecl]<FileSystem*, void> Lose = (delegate* unmanaged[Cdecl]<FileSystem*, void>)Export("SimLose");

    private static readonly delegate* unmanaged[Cdecl]<uint, NtStatus, void> SimRefuse = (delegate* unmanaged[Cdecl]<uint, NtStatus, void>)Export("SimRefuse");

    private static readonly delegate* unmanaged[Cdecl]<Violations> SimTakeViolations = (delegate* unmanaged[Cdecl]<Violations>)Export("SimTakeViolations");

    private static readonly delegate* unmanaged[Cdecl]<int> SimAlive = (delegate* unmanaged[Cdecl]<int>)Export("SimAlive");

    /// <summary>Whether it is a DLL.</summary>
    public static bool IsNative => Module != 0;

    /// <summary>How many file systems there are that nobody has deleted.</summary>
    public static int Alive => SimAlive();

    /// <summary>What was done that may not be done, since it was last asked.</summary>
    public static Violations TakeViolations() => SimTakeViolations();

    /// <summary>The next mount is refused by one of the functions (0 Preflight, 1 Create, 2 SetMountPoint, 3 StartDispatcher).</summary>
    public static void Refuse(uint function, NtStatus status) => SimRefuse(function, status);

    /// <summary>A function by its name.</summary>
    public static nint Export(string name) => Module != 0 ? NativeLibrary.GetExport(Module, name) : ManagedStandIn.Export(name);
}
