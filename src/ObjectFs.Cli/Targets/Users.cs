using System.Globalization;
using ObjectFs.Cli.Native;

namespace ObjectFs.Cli.Targets;

/// <summary>The users of this machine.</summary>
internal static class Users
{
    /// <summary>The one that runs this command.</summary>
    public static uint Current => OperatingSystem.IsLinux() ? Libc.EffectiveUserId() : uint.MaxValue;

    /// <summary>The login name, or the number where passwd(5) has none.</summary>
    public static string NameOf(uint user)
    {
        var number = user.ToString(CultureInfo.InvariantCulture);
        if (!File.Exists("/etc/passwd"))
            return number;
        foreach (var line in File.ReadLines("/etc/passwd"))
        {
            var fields = line.Split(':');
            if (fields.Length > 2 && fields[2] == number)
                return fields[0];
        }

        return number;
    }
}
