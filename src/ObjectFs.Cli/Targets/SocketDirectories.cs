using System.Globalization;
using ObjectFs.NineP;

namespace ObjectFs.Cli.Targets;

/// <summary>Where sockets are looked for.</summary>
internal static class SocketDirectories
{
    private const string RuntimeRoot = "/run/user";
    private const string Prefix = "objectfs-";

    /// <summary>The place of this user's programs.</summary>
    public static SocketDirectory Default() => new(NinePSocketDirectory.Path, Users.Current);

    /// <summary>All that this user may look into; for root those of everybody.</summary>
    public static IReadOnlyList<SocketDirectory> OfThisUser()
    {
        if (!OperatingSystem.IsLinux())
            return [Default()];

        // a program may have been started with the variable and this command without it (sudo, cron), or the other way round
        var own = Users.Current;
        List<SocketDirectory> all =
        [
            Default(),
            new(Path.Combine(RuntimeRoot, Number(own), "objectfs"), own),
            new(Temporary(own), own),
            new(Path.Combine(Path.GetTempPath(), Prefix + Number(own)), own),
        ];
        if (own == 0)
        {
            all.AddRange(Owned(RuntimeRoot, "", "objectfs"));
            all.AddRange(Owned("/tmp", Prefix, ""));
        }

        return [.. all.DistinctBy(static directory => directory.Path)];
    }

    private static IEnumerable<SocketDirectory> Owned(string root, string prefix, string below)
    {
        if (!Directory.Exists(root))
            return [];
        return from path in Directory.EnumerateDirectories(root, prefix + "*")
               let name = Path.GetFileName(path)[prefix.Length..]
               where uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)
               select new SocketDirectory(Path.Combine(path, below), uint.Parse(name, CultureInfo.InvariantCulture));
    }

    private static string Temporary(uint user) => $"/tmp/{Prefix}{Number(user)}";

    private static string Number(uint number) => number.ToString(CultureInfo.InvariantCulture);
}
