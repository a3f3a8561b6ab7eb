using System.Diagnostics;
using Xunit;

namespace ObjectFs.Tests.Shared.Wine;

/// <summary>Programs of this solution, built for Windows with all that they need, into one directory below that of the tests; the next run builds only what has changed.</summary>
internal static class WindowsBuild
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Builds projects, given by their directories from the solution's on.</summary>
    /// <returns>The directory in which the programs are.</returns>
    public static async Task<string> PublishAsync(params IEnumerable<string> projects)
    {
        var place = Path.Combine(AppContext.BaseDirectory, "win-x64");
        foreach (var project in projects)
            await PublishAsync(Path.Combine(Solution(), project), place);
        return Path.Combine(place, "programs");
    }

    private static async Task PublishAsync(string project, string place)
    {
        // build servers are left alone, so that whatever this starts ends with it, and what analyzers have to say they have said
        string[] arguments =
        [
            "publish", project, "-r", "win-x64", "--self-contained", "-c", "Debug", "-v:q", "-tl:off", "-p:UseSharedCompilation=false", "-p:RunAnalyzers=false",
            "-o", Path.Combine(place, "programs"), "--artifacts-path", Path.Combine(place, "artifacts"),
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // a test host that a build has started has that build's own settings
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Limit) + await error;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (said.Contains("NU1301", StringComparison.Ordinal) || said.Contains("NU1101", StringComparison.Ordinal))
            Assert.Skip($"What a program for Windows is made of (Microsoft.NETCore.App.Runtime.win-x64) cannot be had from here:\n{said}");
        Assert.True(process.ExitCode == 0, said);
    }

    /// <summary>The directory of the solution.</summary>
    public static string Solution()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "ObjectFs.sln")))
            root = root.Parent ?? throw new DirectoryNotFoundException("no solution above the tests");
        return root.FullName;
    }
}
