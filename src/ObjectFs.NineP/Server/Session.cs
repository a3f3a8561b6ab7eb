using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>
/// What a connection says: takes frames, asks the nodes, answers. One thread at a time brings frames. What a node answers at once is answered before the next frame is looked at,
/// without an allocation; what has to wait is answered when it is ready.
/// </summary>
internal sealed partial class Session
{
    // Requests and fids that lie ready.
    private const int MaxUnused = 64;

    private readonly Lock _gate = new();
    private readonly Node _root;
    private readonly Output _output;
    private readonly LockTable _locks;
    private readonly Sessions _sessions;
    private readonly Counters _counters;
    private readonly SessionOptions _options;
    private readonly ILogger _logger;
    private readonly Stack<Request> _requests = new();
    private readonly Dictionary<ushort, Request> _waiting = [];
    private readonly Caller _peer;
    private NinePDialect? _dialect;
    private int _epoch;
    private int _unsettled;
    private long _held;
    private bool _hasEnded;

    public Session(Node root, Output output, Caller peer, LockTable locks, Sessions sessions, Counters counters, SessionOptions options, ILogger logger)
    {
        _root = root;
        _output = output;
        _peer = peer;
        _locks = locks;
        _sessions = sessions;
        _counters = counters;
        _options = options;
        _logger = logger;
        MessageSize = Protocol.MaxUnnegotiated;
        sessions.Add(this);
    }

    /// <summary>The largest frame, both ways.</summary>
    public int MessageSize { get; private set; }

    /// <summary>Whether client and server have agreed on how to talk, and the client has proved what is to be proved.</summary>
    public bool HasBegun => _dialect is not null && (_isLetIn || _options.Secret.IsEmpty);

    /// <summary>Requests that wait for their node.</summary>
    public int Waiting => Volatile.Read(ref _unsettled);

    /// <summary>Serves a frame.</summary>
    /// <param name="frame">A whole one.</param>
    /// <param name="buffer">Where it lies.</param>
    public void Serve(ReadOnlyMemory<byte> frame, ReceiveBuffer buffer)
    {
        var request = Rent();
        request.Begin(frame, buffer, _dialect ?? NinePDialect.Plan9, _epoch);
        if (LatencyHistogram.IsTimed(Interlocked.Increment(ref _counters.Operations)))
            request.Began = Stopwatch.GetTimestamp();
        ValueTask<int> task;
        try
        {
            task = Dispatch(request);
        }
        catch (Exception exception)
        {
            // the one place for what escapes a node that answers at once
            task = new(Escaped(request, exception));
        }

        if (task.IsCompletedSuccessfully)
        {
            Finish(request, task.Result);
            return;
        }

        Wait(request, task);
    }

    /// <summary>The connection has ended: whatever waits is cancelled, whatever is open is closed.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (_hasEnded)
                return;
            _hasEnded = true;
        }

        Abandon();
        RemoveAllFids();
        _locks.ReleaseAll(this);
        _sessions.Remove(this);
    }

    private Request Rent()
    {
        lock (_gate)
            return _requests.TryPop(out var request) ? request : new Request();
    }

    private void Return(Request request)
    {
        request.Reset();
        lock (_gate)
        {
            if (_requests.Count < MaxUnused)
            {
                _requests.Push(request);
                return;
            }
        }

        request.Dispose();
    }
}
