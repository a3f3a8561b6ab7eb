using System.Globalization;

namespace ObjectFs.NineP.Peers.Kernel;

/// <summary>How the kernel mounts.</summary>
public sealed record KernelMount(string Version, int MessageSize, string Cache)
{
    public bool HasSymlinks => Version != "9p2000";

    /// <summary>Whether an error is a number, or has one.</summary>
    public bool HasErrorNumbers => Version != "9p2000";

    /// <summary>
    /// Whether a cache of the kernel is between programs and the server. Before Linux 6.4, which the guest's kernel is older than, it takes sizes at their word,
    /// so that values which tell none are empty; and it lets a write succeed before the server has seen it.
    /// </summary>
    public bool IsCached => Cache == "loose";

    /// <summary>The command.</summary>
    public string Command(int port) => string.Create(
        CultureInfo.InvariantCulture,
        $"mount -t 9p -o trans=tcp,port={port},version={Version},msize={MessageSize},cache={Cache} {Guests.Guest.Host} /mnt");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Version}, {MessageSize}, {Cache}");
}
