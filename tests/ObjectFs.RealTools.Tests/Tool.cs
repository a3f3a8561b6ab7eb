using System.Diagnostics;

namespace ObjectFs.RealTools.Tests;

/// <summary>Runs real programs, each for a bounded time.</summary>
internal static class Tool
{
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Runs a script under bash in the C locale.</summary>
    public static Outcome Run(string script, string shell = "bash", params (string Name, string Value)[] variables) => Run(script, Patience, shell, variables);

    /// <summary>The same for as long as one has patience.</summary>
    public static Outcome Run(string script, TimeSpan patience, string shell, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(Find(shell), ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"not ended within {patience}: {script}");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Skips the test, loudly, where a program is not installed.</summary>
    public static string Find(string program)
    {
        foreach (var directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
        {
            if (File.Exists(Path.Combine(directory, program)))
                return Path.Combine(directory, program);
        }

        Assert.Skip($"{program} is not installed");
        return program;
    }
}
