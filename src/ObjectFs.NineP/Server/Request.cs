using System.Buffers;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>
/// A request and the room for its answer. Used again and again by the thread that receives; one that has to wait is kept until it has been answered.
/// </summary>
internal sealed partial class Request : IDisposable
{
    private const int SmallFrame = 1024;
    private const int SmallAnswer = 256;

    private readonly byte[] _smallFrame = new byte[SmallFrame];
    private readonly byte[] _smallAnswer = new byte[SmallAnswer];
    private ReadOnlyMemory<byte> _frame;
    private ReceiveBuffer? _buffer;
    private byte[]? _rented;
    private bool _retains;

    public Request()
    {
        Entries = new ReaddirSink(this);
    }

    public MessageType Type { get; private set; }

    public ushort Tag { get; private set; }

    public NinePDialect Dialect { get; private set; }

    /// <summary>Which session it belongs to; a Tversion begins another.</summary>
    public int Epoch { get; private set; }

    /// <summary>The body of the frame; stays until the request is over.</summary>
    public ReadOnlyMemory<byte> Body => _frame[Protocol.HeaderSize..];

    /// <summary>Room for its answer beyond that which every request has.</summary>
    public int Held => _rented?.Length ?? 0;

    /// <summary>Where its frame lies; null where that is small and was copied.</summary>
    public ReceiveBuffer? Buffer => _buffer;

    /// <summary>The room for the answer.</summary>
    public byte[] Answer => _rented ?? _smallAnswer;

    public ReaddirSink Entries { get; }

    /// <summary>The fid that is in use until the answer.</summary>
    public Fid? Fid { get; set; }

    /// <summary>Another fid in use until the answer.</summary>
    public Fid? OtherFid { get; set; }

    /// <summary>A fid that the answer will bind.</summary>
    public Fid? NewFid { get; set; }

    /// <summary>Whether it is this request's turn to change <see cref="Fid"/>.</summary>
    public bool HasTurn { get; set; }

    /// <summary>Whether it counts as an open fid until it has opened one.</summary>
    public bool IsOpening { get; set; }

    /// <summary>A node between two steps of an answer.</summary>
    public Node? Node { get; set; }

    /// <summary>A number of the message between two steps of an answer.</summary>
    public uint Number { get; set; }

    /// <summary>When it came, by the clock of Stopwatch; 0 where it is not timed.</summary>
    public long Began { get; set; }

    /// <summary>The refusal in words, where there is more to say than its number does.</summary>
    public string? Sentence { get; set; }

    /// <summary>Takes a frame. A large one is left where it lies.</summary>
    public void Begin(ReadOnlyMemory<byte> frame, ReceiveBuffer buffer, NinePDialect dialect, int epoch)
    {
        Type = Protocol.TypeOf(frame.Span);
        Tag = Protocol.TagOf(frame.Span);
        Dialect = dialect;
        Epoch = epoch;
        if (frame.Length <= SmallFrame)
        {
            frame.CopyTo(_smallFrame);
            _frame = _smallFrame.AsMemory(0, frame.Length);
            return;
        }

        _frame = frame;
        _buffer = buffer;
    }

    /// <summary>The message in the frame.</summary>
    /// <returns>Whether it is one.</returns>
    public bool TryParse<TMessage>(out TMessage message)
        where TMessage : struct, IMessage<TMessage>, allows ref struct
    {
        WireReader reader = new(Body.Span, Dialect);
        message = TMessage.Read(ref reader);
        return reader.IsComplete;
    }

    /// <summary>The message in a frame that has been parsed before.</summary>
    public TMessage Parse<TMessage>()
        where TMessage : struct, IMessage<TMessage>, allows ref struct
    {
        TryParse(out TMessage message);
        return message;
    }

    /// <summary>Makes room for an answer of so many bytes.</summary>
    public byte[] Reserve(int size)
    {
        if (size > Answer.Length)
        {
            if (_rented is not null)
                ArrayPool<byte>.Shared.Return(_rented);
            _rented = ArrayPool<byte>.Shared.Rent(size);
        }

        return Answer;
    }

    /// <summary>Puts an answer.</summary>
    /// <returns>Its bytes, or 0 where there is not enough room.</returns>
    public int Put<TMessage>(in TMessage message)
        where TMessage : struct, IMessage<TMessage>, allows ref struct => WireWriter.Write(Answer, Dialect, Tag, message);

    /// <summary>Puts an answer without a body.</summary>
    public int PutEmpty() => WireWriter.Write(Answer, Type + 1, Tag);

    /// <summary>Puts header and count around data that is in its place.</summary>
    public int PutData(int count)
    {
        WireWriter writer = new(Answer, Dialect);
        writer.Begin(Type + 1, Tag);
        writer.WriteUInt32((uint)count);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(Answer, Protocol.DataHeaderSize + count);
        return Protocol.DataHeaderSize + count;
    }

    /// <summary>Gives the answer away.</summary>
    public void Send(Output output, int length)
    {
        if (_rented is null || length <= Output.SmallFrame)
        {
            output.Add(Answer.AsSpan(0, length));
            return;
        }

        var rented = _rented;
        _rented = null;
        output.Add(rented, length);
    }

    /// <summary>Keeps what a request that waits will still need.</summary>
    public void Keep()
    {
        if (_buffer is null)
            return;
        _buffer.Retain();
        _retains = true;
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        Patience?.Dispose();
    }

    /// <summary>Makes it ready for the next.</summary>
    public void Reset()
    {
        if (_retains)
            _buffer!.Release();
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
        _rented = null;
        _buffer = null;
        _retains = false;
        _frame = default;
        Fid = null;
        OtherFid = null;
        NewFid = null;
        HasTurn = false;
        IsOpening = false;
        Node = null;
        Sentence = null;
        Began = 0;
        ResetState();
    }
}
