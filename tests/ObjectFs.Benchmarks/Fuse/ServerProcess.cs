using System.Globalization;
using ObjectFs.Benchmarks.Load;

namespace ObjectFs.Benchmarks.Fuse;

/// <summary>A server in a process of its own, with its mount, until disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly ServerKind _kind;
    private readonly Dialogue _process;

    private ServerProcess(ServerKind kind, string mountPoint, Dialogue process)
    {
        _kind = kind;
        _process = process;
        MountPoint = mountPoint;
    }

    public string Name => _kind.Name;

    public int Id => _process.Id;

    public string MountPoint { get; }

    /// <summary>Starts and waits until the tree can be used.</summary>
    /// <exception cref="BenchmarkException">It does not serve; the message is the server's own.</exception>
    public static async Task<ServerProcess> StartAsync(ServerKind kind, string mountPoint, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(mountPoint);
        var server = new ServerProcess(kind, mountPoint, Dialogue.Start(kind.Name, kind.Program, [.. kind.Arguments, mountPoint, .. kind.ArgumentsAfter]));
        try
        {
            await server._process.HearAsync(cancellationToken);
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
        await _process.SayAsync("");
        return long.Parse((await _process.HearAsync(cancellationToken)).Split(' ')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>Ends the process, gently at first, and takes away what it left mounted.</summary>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await UnmountAsync();
        Directory.Delete(MountPoint);
    }

    private async Task UnmountAsync()
    {
        var mounts = await File.ReadAllLinesAsync("/proc/self/mounts");
        if (mounts.Any(line => line.Split(' ')[1] == MountPoint))
            await Command.RunAsync("fusermount3", ["-u", "-z", "--", MountPoint], $"Unmount {MountPoint} by hand.", CancellationToken.None);
    }
}
