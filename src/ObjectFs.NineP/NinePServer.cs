using System.ComponentModel;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ObjectFs.NineP.Server;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP;

/// <summary>A tree, served over 9P2000, 9P2000.u and 9P2000.L to whoever connects, until disposed. Thread-safe.</summary>
public sealed class NinePServer : IAsyncDisposable
{
    private const int StackBytes = 256 * 1024;

    private readonly Node _root;
    private readonly NinePServerOptions _options;
    private readonly SessionOptions _session;
    private readonly ILogger _logger;
    private readonly LockTable _locks = new();
    private readonly Sessions _sessions = new();
    private readonly Counters _counters = new();
    private readonly Handshakes<Connection> _strangers;
    private readonly Dictionary<Connection, Task> _connections = [];
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Listener? _listener;
    private Task _accepting = Task.CompletedTask;
    private readonly EventHandler _atExit;
    private bool _isStopping;
    private bool _isFull;
    private long _toldAt = long.MinValue / 2;

    private NinePServer(Node root, NinePServerOptions options, ILogger logger)
    {
        _root = root;
        _options = options;
        _logger = new CarefulLogger(logger);
        _strangers = new(options.MaxHandshakes, static connection => connection.Abort());
        _atExit = (_, _) => Stop();
        AppDomain.CurrentDomain.ProcessExit += _atExit;
        _session = new SessionOptions
        {
            ReadOnly = options.ReadOnly,
            TellsSizes = options.TellsSizes,
            LinuxErrorWords = options.LinuxErrorWords,
            Secret = options.Secret,
            MaxMessageSize = options.MaxMessageSize,
            MaxFids = options.MaxFids,
            MaxOpenFids = options.MaxOpenFids,
            MaxRequests = options.MaxRequests,
            MaxQueuedBytes = options.MaxQueuedBytes,
            Time = options.Time,
            UserId = Libc.EffectiveUserId(),
            GroupId = Libc.EffectiveGroupId(),
        };
    }

    /// <summary>What is listened at, with the port that the system chose; null where nothing is.</summary>
    public NinePAddress? Address => _listener?.Address;

    /// <summary>Ends with the server.</summary>
    public Task Completion => _completion.Task;

    /// <summary>What the server has done so far.</summary>
    public NinePServerStatistics Statistics => new()
    {
        Operations = Interlocked.Read(ref _counters.Operations),
        Errors = Interlocked.Read(ref _counters.Errors),
        BytesRead = Interlocked.Read(ref _counters.BytesRead),
        BytesWritten = Interlocked.Read(ref _counters.BytesWritten),
        Connections = Volatile.Read(ref _counters.Connections),
        Fids = Volatile.Read(ref _counters.Fids),
        Waiting = Volatile.Read(ref _counters.Waiting),
        Latencies = _counters.Latencies.Latencies,
    };

    /// <summary>Starts to serve. When it returns, clients can connect.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="options">Where and to whom.</param>
    /// <param name="logger">Where the server says what it has to say, or null.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="NinePException">It cannot listen there, or must not; the message says why and what to do.</exception>
    public static Task<NinePServer> StartAsync(Node root, NinePServerOptions options, ILogger? logger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxMessageSize, Protocol.MinMessageSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxMessageSize, 64 << 20);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxHandshakes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxConnections);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxFids);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxOpenFids);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxRequests);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxQueuedBytes);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.HandshakeTimeout, TimeSpan.Zero);
        if (options.AddressFile is not null && options.Secret.IsEmpty)
            options = options with { Secret = RandomNumberGenerator.GetBytes(SecretProof.Size) };
        if (!options.Secret.IsEmpty && options.Secret.Length is < SecretProof.MinSecret or > SecretProof.MaxSecret)
            throw new ArgumentException($"Secret has {options.Secret.Length} bytes; it may have {SecretProof.MinSecret} to {SecretProof.MaxSecret}.", nameof(options));

        // names of hosts are looked up, and sockets are tried
        return OwnThreads.Blocking.Run(
            () =>
            {
                var server = new NinePServer(root, options, logger ?? NullLogger.Instance);
                if (options.Address is not null)
                {
                    server._listener = Listener.Start(options, server._logger);
                    server._accepting = server.AcceptOnThread(server._listener);
                }

                return server;
            },
            cancellationToken);
    }

    /// <summary>Serves one more connection, over any byte stream.</summary>
    /// <param name="stream">Read and written until the end, then disposed.</param>
    /// <param name="caller">Whose rights the peer has.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    /// <returns>Ends when the connection has.</returns>
    public async Task ServeAsync(Stream stream, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var connection = Begin(new StreamTransport(stream), "a stream", caller, int.MaxValue);
        if (connection is null)
        {
            await stream.DisposeAsync().OffPool();
            return;
        }

        using var abort = cancellationToken.UnsafeRegister(static connection => ((Connection)connection!).Abort(), connection);
        await RunAsync(connection).OffPool();
    }

    /// <summary>Ends it: nothing is listened at any more, the socket's file is gone, every connection ends. Does not wait for them. From any thread, more than once.
    /// The end of the process does it too, where it has time to.</summary>
    public void Stop()
    {
        lock (_connections)
        {
            _isStopping = true;
            foreach (var connection in _connections.Keys)
                connection.Abort();
        }

        _listener?.Dispose();
        AppDomain.CurrentDomain.ProcessExit -= _atExit;
    }

    /// <summary>Ends it as <see cref="Stop"/> does, and waits for the connections of its sockets to end; those of streams end when their streams let go.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        Task[] running;
        lock (_connections)
            running = [.. _connections.Values];
        await _accepting.OffPool();
        foreach (var each in running)
            await each.OffPool();
        _completion.TrySetResult();
    }

    private Task AcceptOnThread(Listener listener)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(
            () =>
            {
                while (listener.Accept() is { } socket)
                    _ = AdmitAsync(listener, socket);
                ended.SetResult();
            },
            StackBytes) { IsBackground = true, Name = $"ObjectFs 9P {listener.Address}" }.UnsafeStart();
        return ended.Task;
    }

    private async Task AdmitAsync(Listener listener, Socket socket)
    {
        var (connection, isBlocking) = await WelcomeAsync(listener, socket).OffPool();
        if (connection is null)
            socket.Dispose();
        else if (isBlocking)
            RunOnThread(connection);
        else
            await RunAsync(connection).OffPool();
    }

    private async Task<(Connection? Connection, bool IsBlocking)> WelcomeAsync(Listener listener, Socket socket)
    {
        try
        {
            // where there is no room for it, nobody has to find out who it is
            if (Volatile.Read(ref _counters.Connections) >= _options.MaxConnections)
            {
                TellOfLimit();
                return default;
            }

            var (transport, peer, caller) = await listener.WelcomeAsync(socket).OffPool();
            var connection = Begin(transport, peer, caller, _options.MaxConnections);
            if (connection is null)
                transport.Dispose();
            return (connection, transport.IsBlocking);
        }
        catch (Exception exception) when (exception is IOException or Win32Exception or ObjectDisposedException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException or InvalidOperationException)
        {
            // one that could not even begin concerns nobody else
            TellOfStranger(exception.Message);
            return default;
        }
    }

    private Connection? Begin(Transport transport, string peer, Caller caller, int limit)
    {
        Connection connection;
        lock (_connections)
        {
            if (_isStopping || (_options.Secret.IsEmpty && !TryTakePlace(limit)))
                return null;
            connection = new(_root, transport, peer, caller, _locks, _sessions, _counters, _session, _options.HandshakeTimeout, _logger, connection => LetIn(connection, limit))
            {
                HasPlace = _options.Secret.IsEmpty,
            };
            _connections.Add(connection, Task.CompletedTask);
        }

        // who has not proved anything takes no place of those who have
        if (!connection.HasPlace)
            connection.Stranger = _strangers.Begin(connection);
        return connection;
    }

    /// <summary>A stranger has proved that it knows the secret, and is none any more if there is room.</summary>
    private bool LetIn(Connection connection, int limit)
    {
        lock (_connections)
            connection.HasPlace = TryTakePlace(limit);
        if (connection.HasPlace)
            _strangers.End(connection.Stranger!);
        return connection.HasPlace;
    }

    /// <summary>Under the lock.</summary>
    private bool TryTakePlace(int limit)
    {
        if (_counters.Connections >= limit)
        {
            TellOfLimit();
            return false;
        }

        _isFull = false;
        Interlocked.Increment(ref _counters.Connections);
        return true;
    }

    /// <summary>Once, until there is room again: whoever floods the server is not to flood its log as well.</summary>
    private void TellOfLimit()
    {
        if (!Interlocked.Exchange(ref _isFull, true))
            Log.LimitReached(_logger, _options.MaxConnections, "connections", Errno.EMFILE);
    }

    /// <summary>Once a second: it takes no more than a connection to get here.</summary>
    private void TellOfStranger(string sentence)
    {
        var (last, now) = (Volatile.Read(ref _toldAt), Environment.TickCount64);
        if (now - last >= 1000 && Interlocked.CompareExchange(ref _toldAt, now, last) == last)
            Log.NotAccepted(_logger, sentence.TrimEnd('.'));
    }

    private void RunOnThread(Connection connection)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_connections)
            _connections[connection] = ended.Task;
        new Thread(
            () =>
            {
                RunAsync(connection).GetAwaiter().GetResult();
                ended.SetResult();
            },
            StackBytes) { IsBackground = true, Name = $"ObjectFs 9P {connection.Peer}" }.UnsafeStart();
    }

    private async Task RunAsync(Connection connection)
    {
        try
        {
            await connection.RunAsync(CancellationToken.None).OffPool();
        }
        catch (Exception exception)
        {
            // the one place for what escapes a connection, such as what a stream of the program throws: it concerns nobody else
            Log.ConnectionEscaped(_logger, connection.Peer, exception);
        }
        finally
        {
            lock (_connections)
                _connections.Remove(connection);
            if (connection.HasPlace)
                Interlocked.Decrement(ref _counters.Connections);
            else if (connection.Stranger is { } stranger)
                _strangers.End(stranger);
        }
    }
}
