using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <summary>
/// A session with a server, version and all agreed: many calls under way, one that sends, one that receives. Thread-safe.
/// <para>One lock guards tags, the line that waits for tags and the frames to be sent; nothing of anybody else's runs under it.</para>
/// </summary>
internal sealed partial class Connection : IThreadPoolWorkItem, IAsyncDisposable
{
    /// <summary>Calls under way at once; the tag of a Tflush is that of its call and this.</summary>
    public const int MaxCalls = 1024;

    private const int MaxReady = 256;

    private readonly Stream _stream;
    private readonly string _where;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Stack<Call> _ready = new();
    private readonly Fids _fids = new();

    public Connection(Stream stream, string where, NinePDialect dialect, int messageSize)
    {
        _stream = stream;
        _where = where;
        Dialect = dialect;
        MessageSize = messageSize;
        _completion = Task.CompletedTask;
    }

    /// <summary>What is spoken.</summary>
    public NinePDialect Dialect { get; }

    /// <summary>The largest frame in either direction.</summary>
    public int MessageSize { get; }

    /// <summary>The most that one read or write carries.</summary>
    public int DataSize => MessageSize - Protocol.MaxDataOverhead;

    /// <summary>The qid of the root; known once attached.</summary>
    public ulong RootPath { get; set; }

    /// <summary>Ends with the session: well where it was closed from here, else with what happened.</summary>
    public Task Completion => _completion;

    /// <summary>The number of a file as the contract has it: the root is 1, no other is below 2.</summary>
    public ulong InodeOf(ulong path) => path == RootPath ? 1 : path < 2 ? ulong.MaxValue - path : path;

    /// <summary>A call to fill and to send.</summary>
    public Call Rent()
    {
        lock (_gate)
            return _ready.TryPop(out var call) ? call : new Call(this);
    }

    /// <summary>A call that is over.</summary>
    public void Return(Call call)
    {
        lock (_gate)
        {
            if (_ready.Count < MaxReady)
                _ready.Push(call);
        }
    }

    /// <summary>A fid that nobody uses.</summary>
    public uint RentFid() => _fids.Rent();

    /// <summary>A fid that the server does not know, or knows no more.</summary>
    public void ReturnFid(uint fid) => _fids.Return(fid);

    /// <summary>Gives up a fid; nobody waits for the answer. Not in a finalizer, where <see cref="Abandon"/> is right.</summary>
    public void Clunk(uint fid)
    {
        var call = Rent();
        call.Put(new Tclunk { Fid = fid });
        call.Releases = fid;
        call.Detach();
    }

    private Failure Lost(string why) => new(Errno.ECONNRESET, $"The connection to {_where} is gone: {why}");
}
