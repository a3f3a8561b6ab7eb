using System.Buffers.Binary;
using System.Threading.Tasks.Sources;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <summary>
/// A request and its answer, and the task that waits for it; used again for the next. Rented from a connection, filled by <see cref="Put"/>, given back by whoever takes the result.
/// </summary>
internal sealed partial class Call : IThreadPoolWorkItem
{
    private const int FirstFrame = 128;
    private const int KeptFrame = 8192;

    private readonly Connection _connection;
    private ManualResetValueTaskSourceCore<bool> _core;
    private CancellationTokenRegistration _registration;
    private byte[] _frame = new byte[FirstFrame];
    private int _length;
    private int _parts;
    private bool _isDetached;
    private Answer _answer;
    private NodeAttributes _attributes;
    private Failure _failure;

    public Call(Connection connection)
    {
        _connection = connection;
    }

    /// <summary>The request.</summary>
    public ReadOnlySpan<byte> Frame => _frame.AsSpan(0, _length);

    /// <summary>What is asked.</summary>
    public MessageType Request { get; private set; }

    /// <summary>Bytes that follow the frame and are counted in it; the caller's, until the call is over.</summary>
    public ReadOnlyMemory<byte> Payload { get; set; }

    /// <summary>Where data goes; the caller's, until the call is over.</summary>
    public Memory<byte> Destination { get; set; }

    /// <summary>Names of a walk.</summary>
    public int Asked { get; set; }

    /// <summary>What must not be given up while the call is on its way.</summary>
    public object? Subject { get; set; }

    /// <summary>The fid that is free once this is answered, or <see cref="Protocol.NoFid"/>.</summary>
    public uint Releases { get; set; } = Protocol.NoFid;

    /// <summary>The place in the connection's table, or -1. The connection's lock guards it.</summary>
    public int Tag { get; set; } = -1;

    /// <summary>The place in the line for a tag. The connection's lock guards it.</summary>
    public LinkedListNode<Call>? Waiting { get; set; }

    /// <summary>Writes the request.</summary>
    public void Put<TMessage>(in TMessage message)
        where TMessage : struct, IMessage<TMessage>, allows ref struct
    {
        Request = TMessage.Type;
        while ((_length = WireWriter.Write(_frame, _connection.Dialect, 0, message)) == 0 && _frame.Length < _connection.MessageSize)
            _frame = new byte[Math.Min(_frame.Length * 4, _connection.MessageSize)];
    }

    /// <summary>Writes a Twrite whose bytes stay where they are until they are sent.</summary>
    public void PutWrite(uint fid, ulong offset, ReadOnlyMemory<byte> data)
    {
        Put(new Twrite { Fid = fid, Offset = offset });
        BinaryPrimitives.WriteUInt32LittleEndian(_frame, (uint)(_length + data.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(_frame.AsSpan(_length - sizeof(uint)), (uint)data.Length);
        Payload = data;
    }

    /// <summary>Before it is sent: its tag, and what it takes until it is over.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="borrowed">Whether the payload is sent from where it is; then it has to be sent, and be answered, in whatever order.</param>
    public void Launch(int tag, bool borrowed)
    {
        Tag = tag;
        _parts = borrowed ? 2 : 1;
        BinaryPrimitives.WriteUInt16LittleEndian(_frame.AsSpan(5), (ushort)tag);
    }

    /// <summary>It will not be answered.</summary>
    public void Fail(Failure failure) => _failure = failure;

    /// <summary>Answered, or sent: with the last of the two it is over.</summary>
    public void Arrive()
    {
        if (Interlocked.Decrement(ref _parts) > 0)
            return;
        Finish();
    }

    /// <summary>It is over without ever having been sent.</summary>
    public void Refuse(Failure failure)
    {
        _failure = failure;
        Finish();
    }

    private void Finish()
    {
        if (_isDetached)
            Recycle();
        else
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Goes on with whoever waits: not on the thread that receives, which has others to serve.</summary>
    void IThreadPoolWorkItem.Execute() => _core.SetResult(true);

    private void Recycle()
    {
        Payload = default;
        Destination = default;
        Subject = null;
        Releases = Protocol.NoFid;
        Asked = 0;
        Tag = -1;
        _isDetached = false;
        _answer = default;
        _failure = default;
        _registration = default;
        if (_frame.Length > KeptFrame)
            _frame = new byte[FirstFrame];
        _core.Reset();
        _connection.Return(this);
    }
}
