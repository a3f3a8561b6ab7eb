using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <summary>Memory of WinFsp's that a request lent. While a callback runs it is there; when an answer comes later, the request may have been given up, and the memory be gone.</summary>
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

    [LibraryImport("kernel32.dll")]
    private static unsafe partial int WriteProcessMemory(nint process, nint address, byte* buffer, nuint size, out nuint written);

    [LibraryImport("kernel32.dll")]
    private static partial nint GetCurrentProcess();
}
