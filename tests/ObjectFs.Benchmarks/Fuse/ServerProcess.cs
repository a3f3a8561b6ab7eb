using System.Diagnostics;
using System.Globalization;

namespace ObjectFs.Benchmarks.Fuse;

/// <summary>A server in a process of its own, with its mount, until disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ServerKind _kind;
    private readonly Process _process;
    private readonly Task<string> _errors;

    private ServerProcess(ServerKind kind, string mountPoint, Process process)
    {
        _kind = kind;
        _process = process;
        MountPoint = mountPoint;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public string Name => _kind.Name;

    public int Id => _process.Id;

    public string MountPoint { get; }

    /// <summary>Starts and waits until the tree can be used.</summary>
    /// <exception cref="BenchmarkException">It does not serve; the message is the server's own.</exception>
    public static async Task<ServerProcess> StartAsync(ServerKind kind, string mountPoint, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(mountPoint);
        var process = Process.Start(new ProcessStartInfo(kind.Program, [.. kind.Arguments, mountPoint, .. kind.ArgumentsAfter])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // our side says itself where it mounts
            Environment = { ["OBJECTFS_AUTOSTART"] = "0" },
        })!;
        var server = new ServerProcess(kind, mountPoint, process);
        try
        {
            if (await server.ReadLineAsync(cancellationToken) != "ready")
                throw new BenchmarkException($"{kind.Name} does not serve: {(await server._errors).Trim()}");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The bytes that our own server has allocated so far; 0 of another.</summary>
    public async Task<long> ReadAllocatedAsync(CancellationToken cancellationToken)
    {
        if (!_kind.IsOurs)
            return 0;
        try
        {
            await _process.StandardInput.WriteLineAsync();
            if (await ReadLineAsync(cancellationToken) is { } line)
                return long.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // nobody reads: it has ended
        }

        throw new BenchmarkException($"{Name} has ended: {(await _errors).Trim()}");
    }

    /// <summary>Ends the process, gently at first, and takes away what it left mounted.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(Patience);
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (IOException)
        {
            // it has ended already, with a question unread
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        await UnmountAsync();
        Directory.Delete(MountPoint);
    }

    private async Task UnmountAsync()
    {
        var mounts = await File.ReadAllLinesAsync("/proc/self/mounts");
        if (mounts.Any(line => line.Split(' ')[1] == MountPoint))
            await Command.RunAsync("fusermount3", ["-u", "-z", "--", MountPoint], $"Unmount {MountPoint} by hand.", CancellationToken.None);
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await _process.StandardOutput.ReadLineAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BenchmarkException($"{Name} does not answer.");
        }
    }
}
