using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>One peer, from its first byte to its last: bytes come in, frames go to the session, answers go out in batches.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Transport _transport;
    private readonly Intake _intake = new();
    private readonly Output _output;
    private readonly Session _session;
    private readonly SessionOptions _options;
    private readonly ILogger _logger;
    private readonly ITimer _handshake;
    private string? _reason;

    public Connection(
        Node root, Transport transport, string peer, Caller caller, LockTable locks, Sessions sessions, Counters counters, SessionOptions options, TimeSpan handshakeTimeout, ILogger logger,
        Func<Connection, bool> letIn)
    {
        _transport = transport;
        _options = options;
        _logger = logger;
        Peer = peer;
        _output = new Output(transport);
        _session = new Session(root, _output, caller, locks, sessions, counters, options, logger) { Peer = peer, LetIn = () => letIn(this) };
        _handshake = options.Time.CreateTimer(static connection => ((Connection)connection!).EndHandshake(), this, handshakeTimeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Who it is, for people.</summary>
    public string Peer { get; }

    /// <summary>Whether it counts as one of those that the server may have.</summary>
    public bool HasPlace { get; set; }

    /// <summary>Its place among those who are still to prove that they know the secret; null where nothing is to be proved.</summary>
    public LinkedListNode<Connection>? Stranger { get; set; }

    /// <summary>Serves until the peer goes away or <see cref="Abort"/>. Runs on the thread that calls it, where the transport does.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Log.Connected(_logger, Peer);
        try
        {
            await ReceiveAsync(cancellationToken).OffPool();
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // the peer went away in the middle, or was sent away; whoever sent it away has said why
        }
        finally
        {
            if (_reason is { } reason)
                Log.Dropped(_logger, Peer, reason);
            Dispose();
            Log.Disconnected(_logger, Peer);
        }
    }

    /// <summary>Ends it from outside. From any thread, more than once.</summary>
    public void Abort() => _transport.Abort();

    public void Dispose()
    {
        _handshake.Dispose();
        _session.End();
        _output.Dispose();
        _intake.Dispose();
        _transport.Dispose();
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var received = await _transport.ReceiveAsync(_intake.Room(), cancellationToken).OffPool();
            if (received <= 0)
            {
                if (_intake.IsWithinFrame && _reason is null)
                    Log.EndedWithinFrame(_logger, Peer);
                return;
            }

            _intake.Advance(received);
            while (_intake.TryTake(out var frame))
            {
                _session.Serve(frame, _intake.Buffer);
                _intake.Limit = _session.MessageSize;
                if (_output.Queued < Output.ChunkSize)
                    continue;

                // the peer takes these while the next are made
                _output.Flush();
                if (_output.Queued <= _options.MaxQueuedBytes)
                    continue;

                // a peer that does not take its answers is not asked for more questions
                var drained = _output.WaitForRoomAsync(_options.MaxQueuedBytes / 2);
                if (_transport.IsBlocking)
                    drained.AsTask().GetAwaiter().GetResult();
                else
                    await drained.OffPool();
            }

            _output.Flush();
            if (_intake.Error is null)
                continue;
            _reason = _intake.Error;
            return;
        }
    }

    private void EndHandshake()
    {
        if (_session.HasBegun)
            return;
        _reason = _options.Secret.IsEmpty ? "it has not said in time what it speaks" : "it has not proved in time that it knows the secret";
        Abort();
    }
}
