using System.Runtime.InteropServices;

namespace ObjectFs.Churn;

/// <summary>What .NET does in another way: its <see cref="File.Move(string, string, bool)"/> looks where a symbolic link leads, and moves none that leads to a directory.</summary>
internal static partial class Posix
{
    /// <summary>rename(2).</summary>
    public static void Rename(string from, string to)
    {
        if (RenameCore(from, to) == 0)
            return;
        var errno = Marshal.GetLastPInvokeError();
        throw errno == 2 ? new FileNotFoundException(null, to) : new IOException($"{Marshal.GetPInvokeErrorMessage(errno)}: {from} to {to}", errno);
    }

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int RenameCore(string from, string to);
}
