using System.ComponentModel;
using System.Diagnostics;

namespace ObjectFs.Fuse;

/// <summary>The set-user-id program that mounts for ordinary users (fusermount3 of the package fuse3).</summary>
internal static class Fusermount
{
    private const string Program = "fusermount3";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Starts it; null where it is not installed.</summary>
    public static Process? Start(IEnumerable<string> arguments, int? socket)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardError = true };
        if (socket is { } descriptor)
            start.Environment["_FUSE_COMMFD"] = descriptor.ToString(System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Takes a mount away, whether anybody uses it or not.</summary>
    public static bool TryUnmount(string path, out string sentence)
    {
        using var process = Start(["-u", "-q", "-z", "--", path], null);
        sentence = process is null ? $"{Program} is not installed" : "";
        if (process is null)
            return false;
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
            sentence = $"{Program} does not end";
            return false;
        }

        sentence = process.StandardError.ReadToEnd().Trim();
        return process.ExitCode == 0;
    }
}
