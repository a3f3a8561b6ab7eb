using System.Diagnostics;
using Xunit;

namespace ObjectFs.Tests.Shared.Wine;

/// <summary>
/// A Windows for the tests of one project, as far as Wine is one: a prefix below the directory of the tests, made by the first who needs it and used again by the next run, and ended with the tests.
/// What is learned here of Windows is what Wine does, and no more.
/// </summary>
internal sealed class WinePrefix : IDisposable
{
    // two at a time would not do: each makes 700 MB
    private static readonly TimeSpan MakingLimit = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly string _place = Path.Combine(AppContext.BaseDirectory, "wine");
    private bool _isMade;

    /// <summary>The directory that programs see as <c>C:\</c>.</summary>
    public string DriveC => Path.Combine(_place, "drive_c");

    /// <summary>What a user's programs keep for themselves (<c>%LOCALAPPDATA%</c>).</summary>
    public string LocalApplicationData => Path.Combine(Directory.GetDirectories(Path.Combine(DriveC, "users")).Single(static user => Path.GetFileName(user) != "Public"), "AppData", "Local");

    /// <summary>The path by which a program sees a file of this machine.</summary>
    public static string Seen(string path) => $"Z:{path.Replace('/', '\\')}";

    /// <summary>How to start a Windows program here; the prefix is made where it is not there yet.</summary>
    /// <param name="program">The .exe, by its path on this machine.</param>
    /// <param name="arguments">What it is given.</param>
    public ProcessStartInfo Start(string program, params IEnumerable<string> arguments)
    {
        Make();
        return Prepared(Loader, [program, .. arguments]);
    }

    /// <summary>Ends whatever still runs in this prefix, and in no other.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isMade)
                Run(Server, "-k");
            _isMade = false;
        }
    }

    private static string Loader => Find("wine64", "/usr/lib/wine/wine64", "wine");

    private static string Server => Find("wineserver64", "/usr/lib/wine/wineserver64", "/usr/lib/wine/wineserver", "wineserver");

    /// <summary>Makes it, where it is not there yet. Skips the test, loudly, where there is no Wine.</summary>
    public void Make()
    {
        lock (_gate)
        {
            if (_isMade)
                return;
            _ = (Loader, Server);
            var whole = Path.Combine(_place, "whole");
            _isMade = true;
            if (!File.Exists(whole))
            {
                // half of one is none
                if (Directory.Exists(_place))
                    Directory.Delete(_place, recursive: true);
                Directory.CreateDirectory(_place);
                Run(Loader, "wineboot", "-i");
                Run(Loader, "winecfg", "-v", "win10");
                Run(Server, "-w");
                File.WriteAllText(whole, "");
            }

            // by itself it ends three seconds after the last program, and a program that starts just then is turned away
            Run(Server, "-p60");
        }
    }

    private void Run(string program, params string[] arguments)
    {
        var start = Prepared(program, arguments);
        start.RedirectStandardOutput = start.RedirectStandardError = false;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        if (process.WaitForExit(MakingLimit))
            return;
        process.Kill(entireProcessTree: true);
        Assert.Fail($"{program} {string.Join(' ', arguments)} has not ended within {MakingLimit}");
    }

    private ProcessStartInfo Prepared(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("OBJECTFS_", StringComparison.Ordinal) || name is "XDG_RUNTIME_DIR" or "DISPLAY" or "WAYLAND_DISPLAY").ToList())
            start.Environment.Remove(name);
        start.Environment["WINEPREFIX"] = _place;
        start.Environment["WINEARCH"] = "win64";
        start.Environment["WINEDEBUG"] = "-all";

        // a debugger that is started for a crash ends with status 0, and menus are made in the user's own directory
        start.Environment["WINEDLLOVERRIDES"] = "winedbg.exe=d;winemenubuilder.exe=d";

        // else the runtime dies under Wine (0x80131506) as soon as several threads meet a garbage collection
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return start;
    }

    private static string Find(params ReadOnlySpan<string> names)
    {
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        foreach (var name in names)
        {
            if (name.StartsWith('/') ? File.Exists(name) : directories.Any(directory => File.Exists(Path.Combine(directory, name))))
                return name;
        }

        Assert.Skip("Wine is not installed, without which no Windows program runs here: apt-get install wine64 wine");
        return "";
    }
}
