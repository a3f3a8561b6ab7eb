using System.Diagnostics;

namespace ObjectFs.Fuse.Tests;

/// <summary>A program of its own that mounts, to be killed.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private HostProcess(Process process)
    {
        Process = process;
    }

    public Process Process { get; }

    private static string Dotnet { get; } =
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(static directory => Path.Join(directory, "dotnet")).First(File.Exists);

    public static string[] Command(string mountPoint, params string[] options) =>
        [Dotnet, Path.Join(AppContext.BaseDirectory, "ObjectFs.Fuse.Host.dll"), mountPoint, .. options];

    public static HostProcess Start(string mountPoint, params string[] options) => new(Mounted.Start(mountPoint, Command(mountPoint, options)));

    public static HostProcess StartBy(string[] prefix, string mountPoint, params string[] options) => new(Mounted.Start(mountPoint, [.. prefix, .. Command(mountPoint, options)]));

    public async Task<string?> ReadLineAsync() => await Process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    public async Task<string?> TellAsync(string command)
    {
        await Process.StandardInput.WriteLineAsync(command);
        return await ReadLineAsync();
    }

    public async Task<int> EndAsync()
    {
        await Process.WaitForExitAsync().WaitAsync(Patience);
        return Process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Process.StandardInput.Close();
        await EndAsync();
        Process.Dispose();
    }
}
