using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ObjectFs.NineP.Peers.Captures;

/// <summary>Stands between clients and a server on the loopback address, passes on what either says and keeps a record.</summary>
internal sealed class Recorder : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Segment> _segments = [];
    private readonly List<Task> _tasks = [];
    private readonly int _server;
    private readonly long _started = Stopwatch.GetTimestamp();

    public Recorder(int server)
    {
        _server = server;
        _listener.Start();
        _tasks.Add(AcceptAsync());
    }

    /// <summary>Where clients are to connect.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What was said so far, in order.</summary>
    public IReadOnlyList<Segment> Segments
    {
        get
        {
            lock (_segments)
                return [.. _segments];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        Task[] tasks;
        lock (_tasks)
            tasks = [.. _tasks];
        await Task.WhenAll(tasks);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (var connection = 0; ; connection++)
            {
                var client = await _listener.AcceptSocketAsync(_end.Token);
                lock (_tasks)
                    _tasks.Add(ServeAsync(client, connection));
            }
        }
        catch (OperationCanceledException)
        {
            // the end
        }
    }

    private async Task ServeAsync(Socket client, int connection)
    {
        using var near = client;
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
            await Task.WhenAll(PassAsync(near, far, connection, isFromClient: true), PassAsync(far, near, connection, isFromClient: false));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // an end that broke off takes the other along
        }
    }

    private async Task PassAsync(Socket from, Socket to, int connection, bool isFromClient)
    {
        var buffer = new byte[65536];
        var hasEnded = false;
        try
        {
            while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var count)
            {
                var bytes = buffer[..count];
                lock (_segments)
                    _segments.Add(new(connection, isFromClient, Stopwatch.GetElapsedTime(_started), bytes));
                await to.SendAsync(bytes, _end.Token);
            }

            to.Shutdown(SocketShutdown.Send);
            hasEnded = true;
        }
        finally
        {
            // nothing more can be said in this direction; where it broke off, in neither
            if (!hasEnded)
            {
                from.Close();
                to.Close();
            }
        }
    }
}
