using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ObjectFs.NineP.Server;

/// <summary>unistd.h, sys/stat.h.</summary>
internal static partial class Libc
{
    private const int TypeMask = 0xF000;
    private const int SocketType = 0xC000;
    private const int DirectoryType = 0x4000;

    public static uint EffectiveUserId() => OperatingSystem.IsWindows() ? 0 : GetEffectiveUserId();

    public static uint EffectiveGroupId() => OperatingSystem.IsWindows() ? 0 : GetEffectiveGroupId();

    /// <summary>Whether a path is that of a socket.</summary>
    public static bool IsSocket(string path) => TryStat(path, out var mode, out _) && (mode & TypeMask) == SocketType;

    /// <summary>Whether a path is that of a directory, not of a link to one, that belongs to this process's user.</summary>
    public static bool IsOwnDirectory(string path) => TryStat(path, out var mode, out var owner) && (mode & TypeMask) == DirectoryType && owner == EffectiveUserId();

    private static bool TryStat(string path, out int mode, out uint owner)
    {
        // statx(2), whose struct is the same everywhere
        const int CurrentDirectory = -100;
        const int NoFollow = 0x100;
        const uint TypeModeAndOwner = 1 | 2 | 8;
        const int OwnerAt = 20;
        const int ModeAt = 28;
        Span<byte> answer = stackalloc byte[256];
        var found = Statx(CurrentDirectory, path, NoFollow, TypeModeAndOwner, answer) == 0;
        mode = BinaryPrimitives.ReadUInt16LittleEndian(answer[ModeAt..]);
        owner = BinaryPrimitives.ReadUInt32LittleEndian(answer[OwnerAt..]);
        return found;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, Span<byte> answer);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    private static partial uint GetEffectiveGroupId();
}
