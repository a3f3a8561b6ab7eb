using System.Diagnostics;
using System.Text;
using Xunit;

namespace ObjectFs.Package.Tests;

/// <summary>What the <c>dotnet</c> command said, and how it ended.</summary>
internal sealed record Dotnet(int Status, string Output)
{
    /// <summary>Runs it to its end, leaving no compiler or build server behind.</summary>
    /// <param name="folder">The folder to run in.</param>
    /// <param name="packages">The folder that restored packages go to.</param>
    /// <param name="arguments">The arguments.</param>
    public static async Task<Dotnet> RunAsync(string folder, string packages, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // a test host started by a build has the build's own settings, which are not meant for another one
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["NUGET_PACKAGES"] = packages;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Dotnet(process.ExitCode, output.ToString());

        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (output)
                output.AppendLine(line.Data);
        }
    }

    /// <summary>The same, where it must succeed.</summary>
    public Dotnet Succeeded()
    {
        if (Output.Contains("NU1301", StringComparison.Ordinal))
            Assert.Skip("No package source can be reached from here:\n" + Output);
        Assert.True(Status == 0, Output);
        return this;
    }
}
