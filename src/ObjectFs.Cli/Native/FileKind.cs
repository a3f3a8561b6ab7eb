namespace ObjectFs.Cli.Native;

/// <summary>Looks at files of this machine by path.</summary>
internal static class FileKind
{
    /// <summary>What is at a path; false where nothing is, or it is out of reach.</summary>
    public static bool TryLook(string path, bool followLink, out FileStatus status)
    {
        status = default;
        return OperatingSystem.IsLinux() && Libc.TryStatus(Libc.CurrentDirectory, path, followLink ? 0 : Libc.NoFollowFlag, out status);
    }

    /// <summary>Whether a socket is at a path.</summary>
    public static bool IsSocket(string path) => TryLook(path, followLink: true, out var status) && status.IsSocket;
}
