using System.Globalization;
using Microsoft.Extensions.Logging;
using ObjectFs.Fuse;
using ObjectFs.NineP;

namespace ObjectFs;

/// <summary>Where a program mounts that names no place: a directory called by the program and its process, so that no two meet.</summary>
internal static class DefaultMountPoint
{
    private const string Prefix = "objectfs-";

    /// <summary>A place for this process; takes away what others left there that were killed, because nobody comes to the same place again.</summary>
    /// <exception cref="NinePException">The user's own directory belongs to somebody else, or cannot be made.</exception>
    public static string Find(string program, ILogger logger)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{program}-{Environment.ProcessId}");

        // whoever is to mount there says why nothing can be
        if (!OperatingSystem.IsLinux())
            return Path.Combine(Path.GetTempPath(), name);
        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        if (!string.IsNullOrEmpty(runtime) && Directory.Exists(runtime))
        {
            var own = NinePSocketDirectory.Create();
            FuseMount.CleanUp(own, static name => HasEnded(name.Split('-')[^1]), logger);
            return Path.Combine(own, name);
        }

        FuseMount.CleanUp(Path.GetTempPath(), static name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.Split('-') is [_, .., var process, _] && HasEnded(process), logger);

        // anybody may make names in the common directory for temporary files: one that nobody could foresee is made there, and given to the mount to make again as its own
        var unforeseen = Directory.CreateTempSubdirectory($"{Prefix}{name}-").FullName;
        Directory.Delete(unforeseen);
        return unforeseen;
    }

    private static bool HasEnded(string process) =>
        int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}"));
}
