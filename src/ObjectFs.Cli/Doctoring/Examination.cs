using System.Globalization;
using ObjectFs.Cli.Native;
using ObjectFs.Cli.Targets;
using ObjectFs.WinFsp;

namespace ObjectFs.Cli.Doctoring;

/// <summary>Looks at what this machine has for ObjectFs. Changes nothing.</summary>
internal static class Examination
{
    private const string ToExport9P = "export over 9P";
    private const string ToMount = "mount (OBJECTFS_PROTO=fuse, objectfs mount)";
    private const string ToMountDrives = "mount as a drive (OBJECTFS_PROTO=winfsp, objectfs mount)";
    private const string ToMountByKernel = "mount -t 9p by the kernel; objectfs needs it not";
    private const string ToMountPrivately = "mount privately, without root and fusermount3";

    /// <summary>Everything that there can be on such a system.</summary>
    public static IReadOnlyList<Check> Run() => OperatingSystem.IsLinux()
        ? [DotNet(), SocketPlace(), RuntimeDirectory(), Device(), Fusermount(), UserNamespaces(), KernelClient()]
        : OperatingSystem.IsWindows() ? [DotNet(), AddressPlace(), Drive()]
        : [DotNet(), AddressPlace(), Check.Missing("FUSE", ToMount, "this is not Linux", "Nothing needs doing: objectfs reads and sets what programs export over 9P.")];

    /// <summary>Whether at least one way to export works.</summary>
    public static bool CanExport(IReadOnlyList<Check> checks) =>
        checks.Any(static check => check is { IsOk: true, Purpose: ToExport9P })
        || (OperatingSystem.IsLinux() && checks.Where(static check => check.Purpose == ToMount).All(static check => check.IsOk));

    private static Check DotNet()
    {
        const int Needed = 10;
        var version = Environment.Version.ToString();
        return Environment.Version.Major >= Needed
            ? Check.Ok(".NET", "run programs", version)
            : Check.Missing(".NET", "run programs", version, "Install the .NET 10 runtime: https://dot.net.");
    }

    private static Check SocketPlace()
    {
        const string Title = "socket directory";
        var place = SocketDirectories.Default();
        if (!FileKind.TryLook(place.Path, followLink: false, out var status))
        {
            var parent = Path.GetDirectoryName(place.Path)!;
            return Directory.Exists(parent)
                ? Check.Ok(Title, ToExport9P, $"{place.Path}, made by the first program that exports")
                : Check.Missing(Title, ToExport9P, $"{parent} does not exist", "Unset XDG_RUNTIME_DIR, or set it to a directory of your own with mode 0700.");
        }

        // a program that exports is stricter than one that only looks
        const int OwnerOnly = 0b111_000_000;
        const int Permissions = 0b111_111_111;
        return SocketScan.IsSafe(place) && (status.Mode & Permissions) == OwnerOnly
            ? Check.Ok(Title, ToExport9P, place.Path)
            : Check.Missing(Title, ToExport9P, $"{place.Path} is not yours alone", $"Remove it if it is not yours, else: chmod 700 '{place.Path}'.");
    }

    private static Check AddressPlace()
    {
        const string Title = "address directory";
        var place = SocketDirectories.Default().Path;
        return Directory.Exists(Path.GetDirectoryName(place))
            ? Check.Ok(Title, ToExport9P, Directory.Exists(place) ? place : $"{place}, made by the first program that exports")
            : Check.Missing(Title, ToExport9P, $"{Path.GetDirectoryName(place)} does not exist", "Load the profile of this user, or start programs with OBJECTFS_ADDRESS.");
    }

    private static Check Drive()
    {
        const string Title = "WinFsp";
        try
        {
            return Check.Ok(Title, ToMountDrives, WinFspMount.InstalledVersion());
        }
        catch (WinFspException exception)
        {
            return Check.Missing(Title, ToMountDrives, exception.Sentence, exception.Remedy);
        }
    }

    private static Check RuntimeDirectory()
    {
        const string Title = "XDG_RUNTIME_DIR";
        var own = SocketDirectories.Default().Path;
        return Environment.GetEnvironmentVariable(Title) switch
        {
            null or "" => Check.Missing(Title, "keep sockets until logout", "not set", $"Nothing needs doing: {own} is used. A login through PAM (systemd) sets it."),
            var path when !Directory.Exists(path) => Check.Missing(Title, "keep sockets until logout", $"{path} does not exist", "Log in anew, or unset it."),
            var path => Check.Ok(Title, "keep sockets until logout", path),
        };
    }

    private static Check Device()
    {
        const string Title = "/dev/fuse";
        try
        {
            using var device = File.OpenHandle(Title, FileMode.Open, FileAccess.ReadWrite);
            return Check.Ok(Title, ToMount, "can be opened");
        }
        catch (FileNotFoundException)
        {
            return Check.Missing(Title, ToMount, "does not exist", "modprobe fuse as root; in a container: docker run --device /dev/fuse --cap-add SYS_ADMIN.");
        }
        catch (UnauthorizedAccessException)
        {
            return Check.Missing(Title, ToMount, "may not be opened", "chmod 666 /dev/fuse as root; in a container: docker run --device /dev/fuse --cap-add SYS_ADMIN.");
        }
        catch (IOException exception)
        {
            return Check.Missing(Title, ToMount, exception.Message, "modprobe fuse as root.");
        }
    }

    private static Check Fusermount()
    {
        const string Title = "fusermount3";
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(static directory => Path.Join(directory, Title)).FirstOrDefault(File.Exists);
        if (Environment.IsPrivilegedProcess)
            return Check.Ok(Title, ToMount, found is null ? "not installed, and root needs it not" : found);
        if (found is null)
            return Check.Missing(Title, ToMount, "not installed", "Install the package fuse3: sudo apt install fuse3, sudo dnf install fuse3.");
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(found) & UnixFileMode.SetUser) != 0
            ? Check.Ok(Title, ToMount, found)
            : Check.Missing(Title, ToMount, $"{found} is not set-user-id", $"sudo chmod u+s {found}.");
    }

    private static Check UserNamespaces()
    {
        const string Title = "user namespaces";
        if (Setting("/proc/sys/user/max_user_namespaces") == 0)
            return Check.Missing(Title, ToMountPrivately, "none are allowed", "sysctl -w user.max_user_namespaces=10000 as root.");
        if (Setting("/proc/sys/kernel/unprivileged_userns_clone") == 0)
            return Check.Missing(Title, ToMountPrivately, "for root only", "sysctl -w kernel.unprivileged_userns_clone=1 as root.");
        if (Setting("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == 1)
            return Check.Missing(Title, ToMountPrivately, "AppArmor restricts them", "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 as root.");
        return File.Exists("/proc/self/ns/user")
            ? Check.Ok(Title, ToMountPrivately, "allowed")
            : Check.Missing(Title, ToMountPrivately, "the kernel has none", "Use a kernel with CONFIG_USER_NS.");
    }

    private static Check KernelClient()
    {
        const string Title = "9p kernel module";
        if (Lines("/proc/filesystems").Any(static line => line.EndsWith("\t9p", StringComparison.Ordinal)))
            return Check.Ok(Title, ToMountByKernel, "loaded");

        var release = Lines("/proc/sys/kernel/osrelease").FirstOrDefault() ?? "";
        return Lines($"/lib/modules/{release}/modules.dep").Any(static line => line.Contains("/9p.ko", StringComparison.Ordinal))
            ? Check.Ok(Title, ToMountByKernel, "can be loaded: modprobe 9p 9pnet_fd as root")
            : Check.Missing(
                Title,
                ToMountByKernel,
                $"kernel {release} has none",
                "objectfs mount does the same over FUSE; else use a distribution's generic kernel (the cloud flavours leave it out).");
    }

    private static int? Setting(string path) =>
        int.TryParse(Lines(path).FirstOrDefault(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
