using System.Diagnostics;

namespace ObjectFs.NineP.Server;

/// <summary>
/// Keeps the programs that begin or end to listen in one directory apart, so that none takes the socket of another that has just begun for one that was left behind.
/// The lock (flock(2)) is on the directory itself: there is no file that could be left behind.
/// </summary>
internal readonly struct DirectoryLock : IDisposable
{
    // Whoever may read the directory may lock it, for as long as he likes: he can make others wait, but not keep them from starting.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly int _descriptor;

    private DirectoryLock(int descriptor)
    {
        _descriptor = descriptor;
    }

    /// <summary>Locks the directory that a path is in; does without where it cannot be locked.</summary>
    public static DirectoryLock Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return new(-1);
        var descriptor = Libc.OpenDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var start = Stopwatch.GetTimestamp();
        while (descriptor >= 0 && !Libc.TryLock(descriptor, out var isTaken) && isTaken && Stopwatch.GetElapsedTime(start) < Patience)
            Thread.Sleep(Pause);
        return new(descriptor);
    }

    public void Dispose()
    {
        if (_descriptor >= 0)
            _ = Libc.Close(_descriptor);
    }
}
