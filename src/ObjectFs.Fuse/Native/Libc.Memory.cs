using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <content>sys/mman.h: zeroed pages that cost nothing until touched.</content>
internal static unsafe partial class Libc
{
    private const int ProtectionReadWrite = 3;
    private const int MapPrivateAnonymous = 0x22;
    private const int AdviceNoHugePages = 15;

    /// <summary>Maps whole zeroed pages.</summary>
    /// <exception cref="InsufficientMemoryException">There are none left.</exception>
    public static byte* MapPages(int length)
    {
        var at = MemoryMap(null, (nuint)length, ProtectionReadWrite, MapPrivateAnonymous, -1, 0);
        if ((nint)at == -1)
            throw new InsufficientMemoryException();

        // a request that waits shall cost the pages it uses, not 2 MiB at once
        _ = MemoryAdvise(at, (nuint)length, AdviceNoHugePages);
        return at;
    }

    [LibraryImport(Library, EntryPoint = "munmap")]
    public static partial int UnmapPages(byte* address, nuint length);

    [LibraryImport(Library, EntryPoint = "mmap", SetLastError = true)]
    private static partial byte* MemoryMap(byte* address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport(Library, EntryPoint = "madvise")]
    private static partial int MemoryAdvise(byte* address, nuint length, int advice);
}
