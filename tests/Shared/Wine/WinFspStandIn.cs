using System.Diagnostics;
using Xunit;

namespace ObjectFs.Tests.Shared.Wine;

/// <summary>A DLL that stands in for WinFsp's, in C: it keeps the table of callbacks, and calls it from threads that .NET knows nothing of, as a script says (<c>OBJECTFS_WINFSP_SCRIPT</c>).</summary>
internal static class WinFspStandIn
{
    /// <summary>The variable that names the script of what is done with a drive as soon as there is one.</summary>
    public const string Script = "OBJECTFS_WINFSP_SCRIPT";

    private const string Compiler = "x86_64-w64-mingw32-gcc";
    private const string Key = @"HKLM\SOFTWARE\WinFsp";

    /// <summary>Builds it. Skips the test, loudly, where there is no compiler for Windows.</summary>
    /// <returns>Its path.</returns>
    public static async Task<string> BuildAsync()
    {
        var bin = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "standin", "bin")).FullName;
        var library = Path.Combine(bin, "winfsp-x64.dll");
        var sources = Directory.GetFiles(Path.Combine(WindowsBuild.Solution(), "tests", "ObjectFs.WinFsp.Tests", "StandIn"), "*.c");
        ProcessStartInfo start = new(FindCompiler(), ["-O1", "-Wall", "-Werror", "-shared", "-static", "-o", library, .. sources]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, said);
        return library;
    }

    /// <summary>Builds it, and says where it is as WinFsp's installer does: the directory above bin, in the registry's part for programs of 32 bits.</summary>
    public static async Task InstallAsync(WinePrefix wine)
    {
        var directory = $"{WinePrefix.Seen(Path.GetDirectoryName(Path.GetDirectoryName(await BuildAsync()))!)}\\";
        await RegisterAsync(wine, "add", Key, "/v", "InstallDir", "/t", "REG_SZ", "/d", directory);
    }

    /// <summary>From now on there is none.</summary>
    public static Task RemoveAsync(WinePrefix wine) => RegisterAsync(wine, "delete", Key);

    /// <summary>Writes a script.</summary>
    /// <returns>Its path, as Windows sees it.</returns>
    public static async Task<string> WriteScriptAsync(string script)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid():N}.txt");
        await File.WriteAllTextAsync(path, script, TestContext.Current.CancellationToken);
        return WinePrefix.Seen(path);
    }

    private static async Task RegisterAsync(WinePrefix wine, params string[] arguments)
    {
        var (exitCode, _, error) = await WindowsProgram.RunAsync(wine.Start("reg", [.. arguments, "/f", "/reg:32"]));
        Assert.True(exitCode == 0, error);
    }

    private static string FindCompiler()
    {
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var found = ((string[])[Compiler, $"{Compiler}-win32"]).FirstOrDefault(name => directories.Any(directory => File.Exists(Path.Combine(directory, name))));
        Assert.SkipWhen(found is null, "There is no compiler for Windows, with which the DLL is made that stands in for WinFsp's: apt-get install gcc-mingw-w64-x86-64-win32");
        return found!;
    }
}
