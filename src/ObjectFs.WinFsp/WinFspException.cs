namespace ObjectFs.WinFsp;

/// <summary>A drive that cannot be: what is wrong, and what to do about it.</summary>
public sealed class WinFspException : IOException
{
    private const string Install = "Install WinFsp 2.0 or later: winget install WinFsp.WinFsp, or https://winfsp.dev/rel.";

    /// <summary>A drive that cannot be.</summary>
    public WinFspException(string sentence, string remedy)
        : base($"{sentence} {remedy}")
    {
        Sentence = sentence;
        Remedy = remedy;
    }

    /// <summary>What is wrong.</summary>
    public string Sentence { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }

    internal static WinFspException NotWindows() => new("A drive through WinFsp can be had on Windows only.", "Serve the tree over FUSE (Linux) or 9P.");

    internal static WinFspException NotInstalled(IEnumerable<string> tried) => new($"WinFsp is not installed: there is no {string.Join(", and no ", tried)}.", Install);

    internal static WinFspException TooOld(string why) => new($"The WinFsp that is installed is too old: {why}.", Install);

    /// <summary>What WinFsp answered to a mount.</summary>
    internal static WinFspException Of(NtStatus status, string function, string? mountPoint) => status switch
    {
        NtStatus.NoSuchDevice => new("WinFsp's driver does not run.", "Install WinFsp again, or start its driver as an administrator; in a container it must run on the host."),
        NtStatus.ObjectNameCollision => new($"{mountPoint ?? "Every drive letter"} is in use.", "Name another drive, or a directory that does not exist yet."),
        NtStatus.ObjectNameInvalid or NtStatus.ObjectPathNotFound or NtStatus.ObjectNameNotFound => new(
            $"'{mountPoint}' cannot be a mount point.", "It is a drive (X:), or a directory that does not exist yet, in one that does."),
        NtStatus.AccessDenied => new($"Windows refuses to mount at {mountPoint ?? "a drive"}.", "Name a place where you may make a directory, or a drive letter of your own (X:)."),
        _ => new($"WinFsp cannot mount at {mountPoint ?? "a drive"}: {function} answered 0x{(uint)status:X8}.", "Look the number up in [MS-ERREF] 2.3.1."),
    };
}
