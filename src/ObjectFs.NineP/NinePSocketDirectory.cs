using System.Diagnostics;
using System.Globalization;
using System.Text;
using ObjectFs.NineP.Server;
using ObjectFs.Tree;

namespace ObjectFs.NineP;

/// <summary>
/// Where the programs of a user put their sockets, and where whoever looks for them finds them: <c>$XDG_RUNTIME_DIR/objectfs</c>, or <c>objectfs-UID</c> in the directory for temporary files.
/// It is its user's alone (0700). A program's socket is called <c>NAME-PID.9p</c>.
/// <para>On Windows it is <c>%LOCALAPPDATA%\objectfs</c>, which only the user, the system and administrators may read, and what has that name is an <see cref="NinePAddressFile"/>: the program listens at a free
/// TCP port of 127.0.0.1, and lets in who knows the secret of the file.</para>
/// </summary>
public static class NinePSocketDirectory
{
    /// <summary>What the names of sockets and address files end with.</summary>
    public const string Extension = ".9p";

    // What is left of the 107 bytes of a socket's path for a directory of ordinary length.
    private const int MaxName = 48;

    /// <summary>The directory, whether or not it is there.</summary>
    public static string Path
    {
        get
        {
            if (OperatingSystem.IsWindows())
                return WindowsDirectory.Path;
            var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
            return !string.IsNullOrEmpty(runtime) && Directory.Exists(runtime)
                ? System.IO.Path.Combine(runtime, "objectfs")
                : System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"objectfs-{Libc.EffectiveUserId()}");
        }
    }

    /// <summary>Options with the place at which a program of this name is looked for; makes the directory where it is missing.</summary>
    /// <param name="options">What else is wanted.</param>
    /// <param name="program">What the program is called.</param>
    /// <param name="processId">Its number.</param>
    /// <exception cref="NinePException">The directory belongs to somebody else, cannot be made, or is too deep for a socket.</exception>
    public static NinePServerOptions Listening(NinePServerOptions options, string program, int processId)
    {
        ArgumentNullException.ThrowIfNull(options);

        // a Unix socket of Windows tells nothing of who is at its other end
        return OperatingSystem.IsWindows()
            ? ListeningByFile(options, Create(), program, processId)
            : options with { Address = AddressOf(program, processId) };
    }

    /// <summary>The address of a program's socket; makes the directory where it is missing.</summary>
    /// <param name="program">What the program is called.</param>
    /// <param name="processId">Its number.</param>
    /// <exception cref="NinePException">The directory belongs to somebody else, cannot be made, or is too deep for a socket.</exception>
    public static NinePAddress AddressOf(string program, int processId)
    {
        var path = System.IO.Path.Combine(Create(), NameOf(program, processId));
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
                return WindowsDirectory.Create();
            Directory.CreateDirectory(path, OwnerOnly);

            // in the common directory for temporary files anybody may have been first
            if (!Libc.IsOwnDirectory(path))
                throw new NinePException(Errno.EACCES, $"{path} is not a directory of this user.", "Remove it, or set XDG_RUNTIME_DIR to a directory of yours.");
            File.SetUnixFileMode(path, OwnerOnly);
            return path;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException and not NinePException)
        {
            throw new NinePException(Errno.EACCES, $"{path} cannot be made: {exception.Message.TrimEnd('.')}.", "Set XDG_RUNTIME_DIR to a directory of yours, or give an address.", exception);
        }
    }

    /// <summary>TCP of this machine alone, for who can read a file in a directory; takes away what programs left there that were killed.</summary>
    internal static NinePServerOptions ListeningByFile(NinePServerOptions options, string directory, string program, int processId)
    {
        foreach (var path in Directory.EnumerateFiles(directory, $"*-*{Extension}"))
        {
            if (HasEnded(System.IO.Path.GetFileNameWithoutExtension(path).Split('-')[^1]) && NinePAddressFile.TryRead(path, out _))
                Remove(path);
        }

        return options with { Address = NinePAddress.Tcp("127.0.0.1", 0), AddressFile = System.IO.Path.Combine(directory, NameOf(program, processId)) };
    }

    private static string NameOf(string program, int processId)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        var name = new StringBuilder(Math.Min(program.Length, MaxName));
        foreach (var each in program.AsSpan(0, Math.Min(program.Length, MaxName)))
            name.Append(char.IsAsciiLetterOrDigit(each) || each is '.' or '_' or '-' ? each : '_');
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{processId}{Extension}");
    }

    private static bool HasEnded(string number)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var processId))
            return false;
        try
        {
            using var process = Process.GetProcessById(processId);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // somebody is just reading it; it is found again at the next start
        }
    }
}
