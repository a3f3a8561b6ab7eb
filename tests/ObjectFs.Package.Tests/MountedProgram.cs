using System.Diagnostics;
using Xunit;

namespace ObjectFs.Package.Tests;

/// <summary>A program that nothing but its environment told to mount its objects, and that ends when its standard input does.</summary>
internal sealed class MountedProgram : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly string _mountPoint;

    private MountedProgram(Process process, string mountPoint)
    {
        _process = process;
        _mountPoint = mountPoint;
    }

    /// <summary>Starts it, and returns when it says that it has mounted.</summary>
    public static async Task<MountedProgram> StartAsync(string program, string mountPoint)
    {
        var start = new ProcessStartInfo("dotnet", [program, "wait"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OBJECTFS_PROTO"] = "fuse";
        start.Environment["OBJECTFS_MOUNTPOINT"] = mountPoint;
        start.Environment["OBJECTFS_LOG"] = "Information";
        var mounted = new MountedProgram(Process.Start(start)!, mountPoint);
        var said = new List<string>();
        while (await mounted._process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit) is { } line)
        {
            said.Add(line);
            if (line.StartsWith("ObjectFs: mounted at", StringComparison.Ordinal))
                return mounted;
        }

        await mounted.DisposeAsync();
        Assert.Fail($"It never mounted. It said:\n{string.Join('\n', said)}");
        return mounted;
    }

    public Task<string> ReadAsync(string path) => File.ReadAllTextAsync(Path.Combine(_mountPoint, path)).WaitAsync(Limit);

    public Task WriteAsync(string path, string text) => File.WriteAllTextAsync(Path.Combine(_mountPoint, path), text).WaitAsync(Limit);

    /// <summary>Lets it end, and returns what it wrote.</summary>
    public async Task<string> EndAsync()
    {
        _process.StandardInput.Close();
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Limit);
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
