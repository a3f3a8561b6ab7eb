using System.Runtime.InteropServices;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>unistd.h, sys/stat.h, fcntl.h, sys/file.h.</summary>
internal static partial class Libc
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const int TypeMask = 0xF000;
    private const int SocketType = 0xC000;
    private const int DirectoryType = 0x4000;

    public static uint EffectiveUserId() => OperatingSystem.IsWindows() ? 0 : GetEffectiveUserId();

    public static uint EffectiveGroupId() => OperatingSystem.IsWindows() ? 0 : GetEffectiveGroupId();

    /// <summary>Whether a path is that of a socket.</summary>
    public static bool IsSocket(string path) => TryStat(path, out var status) && (status.Mode & TypeMask) == SocketType;

    /// <summary>Whether a path is that of a directory, not of a link to one, that belongs to this process's user.</summary>
    public static bool IsOwnDirectory(string path) => TryStat(path, out var status) && (status.Mode & TypeMask) == DirectoryType && status.Owner == EffectiveUserId();

    /// <summary>Which file is at a path; null where none is.</summary>
    public static FileIdentity? IdentityOf(string path) => TryStat(path, out var status) ? status.Identity : null;

    /// <summary>Sets the mode of a file, not of what a link leads to.</summary>
    /// <returns>Whether it could.</returns>
    public static bool TrySetMode(string path, UnixFileMode mode) => ChangeMode(CurrentDirectory, path, (uint)mode, NoFollow) == 0;

    /// <summary>A descriptor of a directory, which no program that is started has; negative where it cannot be opened.</summary>
    public static int OpenDirectory(string path)
    {
        const int CloseOnExec = 0x80000;
        const int WithoutWaiting = 0x800;
        return Open(path, CloseOnExec | WithoutWaiting);
    }

    /// <summary>Locks a file against others who do the same.</summary>
    /// <param name="descriptor">The file; closing it ends the lock.</param>
    /// <param name="isTaken">Whether somebody else has it; there are files that cannot be locked at all.</param>
    public static bool TryLock(int descriptor, out bool isTaken)
    {
        const int ExclusiveWithoutWaiting = 2 | 4;
        var locked = Lock(descriptor, ExclusiveWithoutWaiting) == 0;
        isTaken = !locked && Marshal.GetLastPInvokeError() is (int)Errno.EAGAIN or (int)Errno.EINTR;
        return locked;
    }

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    private static bool TryStat(string path, out (int Mode, uint Owner, FileIdentity Identity) status)
    {
        // statx(2), whose struct is the same everywhere
        const uint TypeModeOwnerAndInode = 1 | 2 | 8 | 0x100;
        const int OwnerAt = 20;
        const int ModeAt = 28;
        const int InodeAt = 32;
        const int DeviceAt = 136;
        Span<byte> answer = stackalloc byte[256];
        var found = Statx(CurrentDirectory, path, NoFollow, TypeModeOwnerAndInode, answer) == 0;
        status = (
            MemoryMarshal.Read<ushort>(answer[ModeAt..]),
            MemoryMarshal.Read<uint>(answer[OwnerAt..]),
            new(MemoryMarshal.Read<ulong>(answer[DeviceAt..]), MemoryMarshal.Read<ulong>(answer[InodeAt..])));
        return found;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, Span<byte> answer);

    [LibraryImport("libc", EntryPoint = "fchmodat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeMode(int directory, string path, uint mode, int flags);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    private static partial uint GetEffectiveGroupId();
}
