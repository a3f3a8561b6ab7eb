using System.Diagnostics;

namespace ObjectFs.NineP.Peers;

/// <summary>Programs of the machine.</summary>
internal static class Programs
{
    /// <summary>How long a program may take.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Where a program is, or null. What administrators use is looked for as well.</summary>
    public static string? Find(string name)
    {
        foreach (var directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Append("/sbin"))
        {
            if (File.Exists(Path.Combine(directory, name)))
                return Path.Combine(directory, name);
        }

        return null;
    }

    /// <summary>Where a program is. Skips the test, loudly, where it is not installed.</summary>
    public static string Need(string name, string package)
    {
        var path = Find(name);
        if (path is null)
            Assert.Skip($"{name}, of the package {package}, is not installed");
        return path!;
    }

    /// <summary>Runs a program to its end, or kills it when its time is over.</summary>
    public static async Task<Outcome> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} has not ended within {Patience}; it printed: {await output}{await error}");
        }

        return new(process.ExitCode, await output, await error);
    }
}
