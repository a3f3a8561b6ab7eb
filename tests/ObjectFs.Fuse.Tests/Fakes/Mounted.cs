using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ObjectFs.Tree;

namespace ObjectFs.Fuse.Tests;

/// <summary>A tree that the real kernel serves from, and what programs make of it.</summary>
internal sealed class Mounted : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _directory;

    private Mounted(string directory, FuseMount mount)
    {
        _directory = directory;
        Mount = mount;
    }

    public FuseMount Mount { get; }

    public string this[string name] => Path.Join(Mount.MountPoint, name);

    public static string TemporaryDirectory() => Directory.CreateTempSubdirectory("objectfs-test-").FullName;

    public static void RequireRoot()
    {
        Assert.SkipUnless(File.Exists("/dev/fuse"), "There is no /dev/fuse here: nothing can be mounted.");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may mount here.");
    }

    public static async Task<Mounted> StartAsync(Node root, Func<FuseMountOptions, FuseMountOptions>? change = null)
    {
        RequireRoot();
        var directory = TemporaryDirectory();
        var options = new FuseMountOptions { MountPoint = Path.Join(directory, "mnt") };
        return new Mounted(directory, await FuseMount.StartAsync(root, change?.Invoke(options) ?? options, NullLogger.Instance, TestContext.Current.CancellationToken));
    }

    /// <summary>Runs a shell script in the mount, in the C locale; $M is the mount point.</summary>
    public Task<(int Status, string Output, string Errors)> ShellAsync(string script) => RunAsync("bash", "-c", "cd \"$M\" && " + script);

    public async Task<(int Status, string Output, string Errors)> RunAsync(params string[] command)
    {
        using var process = Start(Mount.MountPoint, command);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output, await errors);
    }

    public static Process Start(string mountPoint, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["M"] = mountPoint;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.StandardInputEncoding = new UTF8Encoding(false);
        return Process.Start(start)!;
    }

    public async ValueTask DisposeAsync()
    {
        await Mount.DisposeAsync();
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }
}
