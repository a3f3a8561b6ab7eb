using System.Text;
using ObjectFs.NineP.Server;
using ObjectFs.Tree;

namespace ObjectFs.NineP;

/// <summary>
/// Where the programs of a user put their sockets, and where whoever looks for them finds them: <c>$XDG_RUNTIME_DIR/objectfs</c>, or <c>objectfs-UID</c> in the directory for temporary files.
/// It is its user's alone (0700). A program's socket is called <c>NAME-PID.9p</c>.
/// </summary>
public static class NinePSocketDirectory
{
    /// <summary>What the names of sockets end with.</summary>
    public const string Extension = ".9p";

    // What is left of the 107 bytes of a socket's path for a directory of ordinary length.
    private const int MaxName = 48;

    /// <summary>The directory, whether or not it is there.</summary>
    public static string Path
    {
        get
        {
            var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
            return !string.IsNullOrEmpty(runtime) && Directory.Exists(runtime)
                ? System.IO.Path.Combine(runtime, "objectfs")
                : System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"objectfs-{Libc.EffectiveUserId()}");
        }
    }

    /// <summary>The address of a program's socket; makes the directory where it is missing.</summary>
    /// <param name="program">What the program is called.</param>
    /// <param name="processId">Its number.</param>
    /// <exception cref="NinePException">The directory belongs to somebody else, cannot be made, or is too deep for a socket.</exception>
    public static NinePAddress AddressOf(string program, int processId)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        var name = new StringBuilder(Math.Min(program.Length, MaxName));
        foreach (var each in program.AsSpan(0, Math.Min(program.Length, MaxName)))
            name.Append(char.IsAsciiLetterOrDigit(each) || each is '.' or '_' or '-' ? each : '_');
        var path = System.IO.Path.Combine(Create(), $"{name}-{processId}{Extension}");
        return NinePAddress.IsTooLong(path)
            ? throw new NinePException(Errno.ENAMETOOLONG, $"{NinePAddress.TooLong(path)}.", "Set XDG_RUNTIME_DIR to a shorter path, or give an address.")
            : NinePAddress.Unix(path);
    }

    /// <summary>Makes the directory where it is missing, and its user's alone where it is not.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="NinePException">It belongs to somebody else, or cannot be made.</exception>
    public static string Create()
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var path = Path;
        try
        {
            if (OperatingSystem.IsWindows())
                return Directory.CreateDirectory(path).FullName;
            Directory.CreateDirectory(path, OwnerOnly);

            // in the common directory for temporary files anybody may have been first
            if (!Libc.IsOwnDirectory(path))
                throw new NinePException(Errno.EACCES, $"{path} is not a directory of this user.", "Remove it, or set XDG_RUNTIME_DIR to a directory of yours.");
            File.SetUnixFileMode(path, OwnerOnly);
            return path;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException and not NinePException)
        {
            throw new NinePException(Errno.EACCES, $"{path} cannot be made: {exception.Message}.", "Set XDG_RUNTIME_DIR to a directory of yours.", exception);
        }
    }
}
