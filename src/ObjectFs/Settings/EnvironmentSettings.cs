using Microsoft.Extensions.Logging;
using ObjectFs.Fuse;
using ObjectFs.NineP;

namespace ObjectFs.Settings;

/// <summary>What the environment variables <c>OBJECTFS_…</c> ask for, and what is wrong with them. The table stands in the README of this project.</summary>
internal sealed class EnvironmentSettings
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybody = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly List<string> _mistakes = [];

    public ObjectFsOptions Options { get; } = new() { Protocols = ObjectFsProtocols.None };

    public bool Autostart { get; private set; } = true;

    public bool Required { get; private set; }

    public LogLevel LogLevel { get; private set; } = LogLevel.Warning;

    /// <summary>A sentence per wrong value: which variable, what it says, what it may say.</summary>
    public IReadOnlyList<string> Mistakes => _mistakes;

    public static EnvironmentSettings Read(Func<string, string?> variable)
    {
        var settings = new EnvironmentSettings();
        settings.Required = settings.Truth("OBJECTFS_REQUIRED", variable("OBJECTFS_REQUIRED"), otherwise: false);
        settings.Autostart = settings.Truth("OBJECTFS_AUTOSTART", variable("OBJECTFS_AUTOSTART"), otherwise: true);
        settings.LogLevel = settings.Level(variable("OBJECTFS_LOG"));
        settings.Options.Protocols = settings.Protocols(variable("OBJECTFS_PROTO"));
        settings.Options.MountPoint = settings.Directory(variable("OBJECTFS_MOUNTPOINT"));
        settings.Options.Fuse = new FuseMountOptions
        {
            AllowOther = settings.Truth("OBJECTFS_ALLOW_OTHER", variable("OBJECTFS_ALLOW_OTHER"), otherwise: false),
            ReadOnly = settings.Truth("OBJECTFS_READONLY", variable("OBJECTFS_READONLY"), otherwise: false),
        };
        settings.Options.Address = settings.Address(variable("OBJECTFS_ADDRESS"));
        settings.Options.NineP = new NinePServerOptions
        {
            AllowAnonymous = settings.Truth("OBJECTFS_ALLOW_ANONYMOUS", variable("OBJECTFS_ALLOW_ANONYMOUS"), otherwise: false),
            ReadOnly = settings.Options.Fuse.ReadOnly,
            SocketMode = settings.Options.Fuse.AllowOther ? Everybody : Owner,
        };
        return settings;
    }

    private NinePAddress? Address(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if ((Options.Protocols & (ObjectFsProtocols.NineP | ObjectFsProtocols.FuseElseNineP)) == 0)
            _mistakes.Add("OBJECTFS_ADDRESS is an address to listen at, and of the protocols only 9p listens; add 9p to OBJECTFS_PROTO, or unset it");
        else if (!NinePAddress.TryParse(text, out var address, out var error))
            _mistakes.Add($"OBJECTFS_ADDRESS: {error}");
        else
            return address;
        return null;
    }

    private ObjectFsProtocols Protocols(string? list)
    {
        var protocols = ObjectFsProtocols.None;
        foreach (var name in (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (name.Equals("fuse", StringComparison.OrdinalIgnoreCase))
                protocols |= ObjectFsProtocols.Fuse;
            else if (name.Equals("9p", StringComparison.OrdinalIgnoreCase))
                protocols |= ObjectFsProtocols.NineP;
            else if (name.Equals("winfsp", StringComparison.OrdinalIgnoreCase))
                protocols |= ObjectFsProtocols.WinFsp;
            else if (name.Equals("auto", StringComparison.OrdinalIgnoreCase))
                protocols |= ObjectFsProtocols.FuseElseNineP;
            else
                _mistakes.Add($"OBJECTFS_PROTO: '{name}' is not a protocol that is served here; it is a list, separated by commas, of: fuse, 9p, winfsp (a drive of Windows), auto (fuse where it can be had, else 9p)");
        }

        return protocols;
    }

    private bool Truth(string name, string? value, bool otherwise)
    {
        switch (value?.Trim().ToLowerInvariant())
        {
            case null or "":
                return otherwise;
            case "true" or "yes" or "on" or "1":
                return true;
            case "false" or "no" or "off" or "0":
                return false;
            default:
                _mistakes.Add($"{name}: '{value}' is neither true nor false");
                return otherwise;
        }
    }

    private LogLevel Level(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return LogLevel.Warning;
        if (!char.IsAsciiDigit(value[0]) && value[0] != '-' && Enum.TryParse<LogLevel>(value, ignoreCase: true, out var level) && Enum.IsDefined(level))
            return level;
        _mistakes.Add($"OBJECTFS_LOG: '{value}' is not a level; it is one of: {string.Join(", ", Enum.GetNames<LogLevel>())}");
        return LogLevel.Warning;
    }

    private string? Directory(string? path)
    {
        if (path is null)
            return null;
        if (path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal))
            return path;
        _mistakes.Add("OBJECTFS_MOUNTPOINT is empty; it is the path of an empty directory, or of one that is to be made");
        return null;
    }
}
