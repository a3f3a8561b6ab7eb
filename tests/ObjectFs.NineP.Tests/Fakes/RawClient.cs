using System.Buffers.Binary;
using System.Net.Sockets;

namespace ObjectFs.NineP.Tests;

/// <summary>
/// A client that shares nothing with the product: it sends bytes, and checks of every frame that comes back its layout, that it answers something which was asked, and that it does not come after the
/// Rflush of what it answers. Not for two threads at once.
/// </summary>
internal sealed partial class RawClient : IAsyncDisposable
{
    public const uint NoFid = uint.MaxValue;
    public const ushort NoTag = ushort.MaxValue;
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly NetworkStream _stream;
    private readonly List<(ushort Tag, byte Type, ushort OldTag)> _asked = [];
    private readonly Queue<Answer> _put = new();
    private ushort _lastTag;
    private uint _lastFid;

    public RawClient(Socket socket)
    {
        Socket = socket;
        _stream = new(socket, ownsSocket: true);
    }

    public Socket Socket { get; }

    /// <summary>Null until agreed.</summary>
    public NinePDialect? Dialect { get; private set; }

    public bool IsLinux => Dialect == NinePDialect.Linux;

    public uint MessageSize { get; private set; } = 8192;

    /// <summary>Whether either side has ended the connection, as far as is known here.</summary>
    public bool IsOver { get; private set; }

    public uint NewFid() => ++_lastFid;

    public ushort NewTag() => ++_lastTag;

    /// <summary>Sends whatever bytes, of which nothing is known.</summary>
    public async Task SendBytesAsync(ReadOnlyMemory<byte> bytes)
    {
        using CancellationTokenSource patience = new(Patience);
        await _stream.WriteAsync(bytes, patience.Token);
    }

    /// <summary>Sends bytes, for as long as the token says.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => _stream.WriteAsync(bytes, cancellationToken);

    /// <summary>Sends a frame, to which an answer may come.</summary>
    public Task SendAsync(byte[] frame)
    {
        Expect(frame);
        return SendBytesAsync(frame);
    }

    /// <summary>Several frames in one segment.</summary>
    public Task SendAsync(IEnumerable<byte[]> frames)
    {
        List<byte> all = [];
        foreach (var frame in frames)
        {
            Expect(frame);
            all.AddRange(frame);
        }

        return SendBytesAsync(all.ToArray());
    }

    /// <summary>Asks, and does not wait.</summary>
    /// <returns>The tag.</returns>
    public async Task<ushort> PostAsync(byte type, Body body)
    {
        var tag = NewTag();
        await SendAsync(body.Frame(type, tag));
        return tag;
    }

    /// <summary>Asks, and waits for the answer; what else comes meanwhile is kept for later.</summary>
    public async Task<Answer> CallAsync(byte type, Body body) => await ReceiveAsync(await PostAsync(type, body));

    /// <summary>The answer to a tag.</summary>
    public async Task<Answer> ReceiveAsync(ushort tag)
    {
        for (var kept = _put.Count; kept > 0; kept--)
        {
            var answer = _put.Dequeue();
            if (answer.Tag == tag)
                return answer;
            _put.Enqueue(answer);
        }

        while (true)
        {
            var answer = await NextAsync() ?? throw new EndOfStreamException($"The server ended the connection and owes an answer to tag {tag}.");
            if (answer.Tag == tag)
                return answer;
            _put.Enqueue(answer);
        }
    }

    /// <summary>Takes an answer that has come already and was kept.</summary>
    public bool TryTake(ushort tag)
    {
        var found = false;
        for (var kept = _put.Count; kept > 0; kept--)
        {
            var answer = _put.Dequeue();
            if (!found && answer.Tag == tag)
                found = true;
            else
                _put.Enqueue(answer);
        }

        return found;
    }

    /// <summary>Whatever comes next.</summary>
    public async Task<Answer> ReceiveAsync() =>
        _put.TryDequeue(out var kept) ? kept : await NextAsync() ?? throw new EndOfStreamException("The server ended the connection.");

    /// <summary>Waits until the server ends the connection, whatever it says before.</summary>
    public async Task<IReadOnlyList<Answer>> EndAsync()
    {
        List<Answer> last = [];
        while (await NextAsync() is { } answer)
            last.Add(answer);
        IsOver = true;
        return last;
    }

    /// <summary>Takes whatever bytes come until the end, and checks nothing but that they are frames.</summary>
    /// <returns>How many frames.</returns>
    public async Task<int> DrainAsync()
    {
        using CancellationTokenSource patience = new(Patience);
        var header = new byte[4];
        var body = new byte[1 << 20];
        for (var frames = 0; ; frames++)
        {
            try
            {
                if (await _stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, patience.Token) < header.Length)
                    return frames;
                var size = BinaryPrimitives.ReadUInt32LittleEndian(header);
                Assert.InRange(size, 7u, 1u << 20);
                await _stream.ReadExactlyAsync(body.AsMemory(0, (int)size - 4), patience.Token);
            }
            catch (IOException)
            {
                return frames;
            }
        }
    }

    /// <summary>Whether the server refuses the only thing that was asked, or ends the connection: both are right where a frame is no frame.</summary>
    public async Task<bool> IsRefusedOrEndedAsync() => await NextAsync() is not { } answer || answer.IsError;

    public ValueTask DisposeAsync()
    {
        IsOver = true;
        return _stream.DisposeAsync();
    }

    /// <summary>To a frame that is on its way by other means an answer may come.</summary>
    public void Expect(byte[] frame)
    {
        if (frame.Length >= 7)
        {
            var old = frame[4] == Op.Flush && frame.Length == 9 ? BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(7)) : NoTag;
            _asked.Add((BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(5)), frame[4], old));
        }
    }

    private async Task<Answer?> NextAsync()
    {
        using CancellationTokenSource patience = new(Patience);
        try
        {
            var header = new byte[7];
            if (await _stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, patience.Token) < header.Length)
                return null;
            var size = BinaryPrimitives.ReadUInt32LittleEndian(header);
            Assert.InRange(size, 7u, MessageSize);
            var body = new byte[size - 7];
            await _stream.ReadExactlyAsync(body, patience.Token);
            return Accept(header[4], BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(5)), body);
        }
        catch (IOException)
        {
            // ended by a reset; the bytes on their way are lost
            return null;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The server did not answer: {string.Join(", ", _asked)}");
        }
    }

    private Answer Accept(byte type, ushort tag, byte[] body)
    {
        Layout.Check(type, body, type == Op.Version + 1 ? null : Dialect);
        Answer answer = new(type, tag, body, Dialect);
        var index = _asked.FindIndex(asked => asked.Tag == tag && (asked.Type + 1 == type || answer.IsError));
        Assert.True(index >= 0, $"Nobody asked for this: {answer}");
        var (_, question, old) = _asked[index];
        _asked.RemoveAt(index);
        Assert.False(question == Op.Flush && answer.IsError && old != NoTag, $"A flush was refused: {answer}");
        if (question == Op.Flush)
            _asked.RemoveAll(asked => asked.Tag == old && asked.Tag != tag);
        if (question == Op.Version && !answer.IsError)
        {
            // what was asked before it is forgotten
            _asked.RemoveRange(0, index);
            Agree(answer);
        }

        return answer;
    }

    private void Agree(Answer answer)
    {
        Dialect = answer.Text(4) switch
        {
            "9P2000" => NinePDialect.Plan9,
            "9P2000.u" => NinePDialect.Unix,
            "9P2000.L" => NinePDialect.Linux,
            "unknown" => null,
            var other => throw new InvalidOperationException($"The server agreed to '{other}'."),
        };
        if (Dialect is not null)
            MessageSize = answer.U32(0);
    }
}
