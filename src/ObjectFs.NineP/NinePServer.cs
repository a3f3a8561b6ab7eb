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
public sealed partial class NinePServer : IAsyncDisposable
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
}
