using Microsoft.Extensions.Logging;
using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>
/// One kernel connection: takes requests from a transport, asks the nodes, answers. What a node answers at once is answered by the thread that read the request,
/// out of its own buffers, without an allocation; what has to wait goes on with a buffer of its own, and the thread reads on.
/// </summary>
internal sealed unsafe partial class Session : IDisposable
{
    private readonly Transport _transport;
    private readonly SessionOptions _options;
    private readonly ILogger _logger;
    private readonly Node _root;
    private readonly NodeTable _nodes;
    private readonly HandleTable _handles;
    private readonly RequestPool _requests = new();
    private readonly Crew _crew;
    private readonly Notifier _notifier;
    private readonly InterruptDeadlines _interruptedWaits;
    private readonly InterruptDeadlines _interruptedLooks;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long[] _operations = new long[64];
    private readonly LatencyHistogram _latencies = new();
    private IDisposable? _watch;
    private long _errors;
    private long _bytesRead;
    private long _bytesWritten;
    private int _waiting;
    private int _stopped;

    public Session(Node root, Transport transport, SessionOptions options, ILogger logger)
    {
        _root = root;
        _transport = transport;
        _options = options;
        _logger = logger;
        _nodes = new NodeTable(root, options.MaxNodes);
        _handles = new HandleTable(options.MaxOpenFiles);
        _notifier = new Notifier(this, transport, _nodes);
        _interruptedWaits = new InterruptDeadlines(options.Time, WaitGrace, AnswerInterrupted);
        _interruptedLooks = new InterruptDeadlines(options.Time, LookGrace, AnswerInterrupted);
        _crew = new Crew(this, transport, options);
    }

    /// <summary>Ends when kernel and session have agreed on how to talk, or fails with the sentence why not.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Ends when no request will come any more.</summary>
    public Task Ended => _ended.Task;

    /// <summary>What the kernel was answered at INIT.</summary>
    public InitOut Agreed { get; private set; }

    public bool HasExpireOnly { get; private set; }

    public int NodeCount => _nodes.Count;

    public int HandleCount => _handles.Count;

    /// <summary>Threads that serve, whether they read, work or lie ready.</summary>
    public int ThreadCount => _crew.Count;

    public long Operations(Opcode opcode) => Interlocked.Read(ref _operations[(int)opcode]);

    public FuseMountStatistics Statistics => new()
    {
        Operations = Opcodes.Sum(Operations),
        Errors = Interlocked.Read(ref _errors),
        BytesRead = Interlocked.Read(ref _bytesRead),
        BytesWritten = Interlocked.Read(ref _bytesWritten),
        Nodes = NodeCount,
        OpenFiles = HandleCount,
        Waiting = Volatile.Read(ref _waiting),
        Latencies = _latencies.Latencies,
    };

    private static Opcode[] Opcodes { get; } = Enum.GetValues<Opcode>();

    public void Start()
    {
        // before the first answer: what is remembered must be what somebody tells of
        _watch = _options.KernelCache ? _root.Watch(_notifier) : null;
        _crew.Start();
    }

    /// <summary>Ends the session: nobody waits on afterwards, every handle is closed. Returns soon; may be called again and from any thread, even one of the session's own.</summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
            return;

        _watch?.Dispose();
        _crew.Stop();
        foreach (var (request, unique) in _requests.Unanswered())
        {
            request.Interrupt(unique)?.CancelOffPool();
            AnswerInterrupted(request, unique);
        }

        _transport.Shutdown();
        _notifier.Dispose();
        _interruptedWaits.Dispose();
        _interruptedLooks.Dispose();
        if (_crew.Join())
        {
            _transport.Dispose();
            _requests.Dispose();
        }

        foreach (var file in _handles.RemoveAll())
            Close(file);
        End();
    }

    public void Dispose() => Stop();

    /// <summary>No request will come any more.</summary>
    public void End()
    {
        _ready.TrySetException(new FuseMountException(Errno.ENODEV, "The mount ended before it began.", "Look whether something unmounted it at once."));
        _ = _ready.Task.Exception;
        _ended.TrySetResult();
    }

    public void Failed(Errno errno) => Log.TransportFailed(_logger, errno);

    public void AllThreadsHeldUp(int count) => Log.AllThreadsHeldUp(_logger, count);

    public Request Rent() => _requests.Rent();

    public void Return(Request request) => _requests.Return(request);
}
