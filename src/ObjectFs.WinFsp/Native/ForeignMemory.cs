using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <summary>Memory of WinFsp's driver that a request lent. Once the dispatcher has let go of a request, it may have been given up, and its memory be gone.</summary>
internal static partial class ForeignMemory
{
    /// <summary>Copies into it: false where it is gone, which a plain copy would not survive.</summary>
    public static unsafe bool TryWrite(nint target, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
            return true;
        if (!OperatingSystem.IsWindows())
        {
            data.CopyTo(new Span<byte>((void*)target, data.Length));
            return true;
        }

        fixed (byte* source = data)
            return WriteProcessMemory(GetCurrentProcess(), target, source, (nuint)data.Length, out var written) != 0 && written == (nuint)data.Length;
    }

    /// <summary>Copies from it: false where it is gone.</summary>
    public static unsafe bool TryRead(nint source, Span<byte> data)
    {
        if (!OperatingSystem.IsWindows())
        {
            new ReadOnlySpan<byte>((void*)source, data.Length).CopyTo(data);
            return true;
        }

        fixed (byte* target = data)
            return ReadProcessMemory(GetCurrentProcess(), source, target, (nuint)data.Length, out var read) != 0 && read == (nuint)data.Length;
    }

    [LibraryImport("kernel32.dll")]
    private static unsafe partial int ReadProcessMemory(nint process, nint address, byte* buffer, nuint size, out nuint read);

    [LibraryImport("kernel32.dll")]
    private static unsafe partial int WriteProcessMemory(nint process, nint address, byte* buffer, nuint size, out nuint written);

    [LibraryImport("kernel32.dll")]
    private static partial nint GetCurrentProcess();
}
