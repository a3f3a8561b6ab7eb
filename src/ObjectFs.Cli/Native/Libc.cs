using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ObjectFs.Tree;

[assembly: DisableRuntimeMarshalling]

namespace ObjectFs.Cli.Native;

/// <summary>The C library of Linux: unistd.h, fcntl.h, sys/stat.h, dirent.h.
/// Everything below a descriptor, nothing through a link, so that no path leads out of a directory that is served.</summary>
internal static unsafe partial class Libc
{
    public const int CurrentDirectory = -100;
    public const int NoFollowFlag = 0x100;
    public const int RemoveDirectoryFlag = 0x200;
    public const long OmitTime = 0x3FFFFFFE;

    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int ReadWrite = 2;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int NoControllingTerminal = 0x100;
    public const int Truncate = 0x200;
    public const int Append = 0x400;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int PathOnly = 0x200000;

    private const string Library = "libc";

    // the only two that differ between processors
    public static int DirectoryOnly { get; } = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;

    public static int NoFollow { get; } = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    public static Errno LastErrno => (Errno)Marshal.GetLastPInvokeError();

    [LibraryImport(Library, EntryPoint = "geteuid")]
    public static partial uint EffectiveUserId();

    /// <summary>openat(2); null with <see cref="LastErrno"/>.</summary>
    /// <param name="directory">Where the path begins.</param>
    /// <param name="path">Ends with NUL.</param>
    /// <param name="flags">O_*; O_CLOEXEC comes by itself.</param>
    /// <param name="mode">Permissions of a new file.</param>
    public static SafeFileHandle? OpenAt(SafeFileHandle directory, ReadOnlySpan<byte> path, int flags, int mode = 0)
    {
        fixed (byte* pointer = path)
            return Handle(OpenAt(directory, pointer, flags | CloseOnExec, (uint)mode));
    }

    /// <summary>open(2), through links; null with <see cref="LastErrno"/>.</summary>
    public static SafeFileHandle? Open(string path, int flags) => Handle(Open(path, flags | CloseOnExec, 0));

    [LibraryImport(Library, EntryPoint = "readlinkat", SetLastError = true)]
    public static partial nint ReadLinkAt(SafeFileHandle directory, byte* path, byte* buffer, nuint size);

    [LibraryImport(Library, EntryPoint = "mkdirat", SetLastError = true)]
    public static partial int MakeDirectoryAt(SafeFileHandle directory, byte* path, uint mode);

    [LibraryImport(Library, EntryPoint = "unlinkat", SetLastError = true)]
    public static partial int UnlinkAt(SafeFileHandle directory, byte* path, int flags);

    [LibraryImport(Library, EntryPoint = "symlinkat", SetLastError = true)]
    public static partial int SymlinkAt(byte* target, SafeFileHandle directory, byte* path);

    [LibraryImport(Library, EntryPoint = "renameat2", SetLastError = true)]
    public static partial int RenameAt(SafeFileHandle directory, byte* path, SafeFileHandle newDirectory, byte* newPath, uint flags);

    [LibraryImport(Library, EntryPoint = "chmod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeMode(string path, uint mode);

    [LibraryImport(Library, EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport(Library, EntryPoint = "truncate", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeSize(string path, long size);

    [LibraryImport(Library, EntryPoint = "utimensat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetTimes(int directory, string path, long* times, int flags);

    [LibraryImport(Library, EntryPoint = "getdents64", SetLastError = true)]
    public static partial nint ReadDirectory(SafeFileHandle directory, byte* buffer, nuint size);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    public static partial int Synchronize(SafeFileHandle file);

    [LibraryImport(Library, EntryPoint = "openat", SetLastError = true)]
    private static partial int OpenAt(SafeFileHandle directory, byte* path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, uint mode);

    private static SafeFileHandle? Handle(int descriptor) => descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
}
