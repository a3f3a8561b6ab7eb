using System.Runtime.InteropServices;
using ObjectFs.Tree;

namespace ObjectFs.Fuse.Tests;

/// <summary>System calls that .NET has no name for.</summary>
internal static unsafe partial class Posix
{
    private const int CurrentDirectory = -100;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nuint count, long offset);

    public static Errno Rename(string from, string to, uint flags) =>
        RenameAt(CurrentDirectory, from, CurrentDirectory, to, flags) == 0 ? Errno.None : (Errno)Marshal.GetLastPInvokeError();

    /// <summary>poll(2) on one descriptor.</summary>
    public static PollEvents Poll(int descriptor, PollEvents events, int milliseconds)
    {
        PollDescriptor asked = new() { Descriptor = descriptor, Events = (short)events };
        return Poll(&asked, 1, milliseconds) < 0 ? throw new IOException(Marshal.GetLastPInvokeErrorMessage()) : (PollEvents)asked.Returned;
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(PollDescriptor* descriptors, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(int fromDirectory, string from, int toDirectory, string to, uint flags);

    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
