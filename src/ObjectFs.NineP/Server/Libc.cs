using System.Runtime.InteropServices;

namespace ObjectFs.NineP.Server;

/// <summary>unistd.h, sys/stat.h.</summary>
internal static partial class Libc
{
    public static uint EffectiveUserId() => OperatingSystem.IsWindows() ? 0 : GetEffectiveUserId();

    public static uint EffectiveGroupId() => OperatingSystem.IsWindows() ? 0 : GetEffectiveGroupId();

    /// <summary>Whether a path is that of a socket (statx(2)).</summary>
    public static bool IsSocket(string path)
    {
        const int CurrentDirectory = -100;
        const int NoFollow = 0x100;
        const uint Type = 1;
        const int ModeAt = 28;
        Span<byte> answer = stackalloc byte[256];
        return Statx(CurrentDirectory, path, NoFollow, Type, answer) == 0
            && (System.Buffers.Binary.BinaryPrimitives.ReadUInt16LittleEndian(answer[ModeAt..]) & 0xF000) == 0xC000;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, Span<byte> answer);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    private static partial uint GetEffectiveGroupId();
}
