using ObjectFs.Tree;
using System.Buffers.Binary;
using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Client.Tests;

/// <summary>A server that a test plays, message by message.</summary>
internal sealed class Peer : IAsyncDisposable
{
    public const ulong RootPath = 77;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly DuplexStream _stream;

    private Peer(DuplexStream client, DuplexStream stream)
    {
        ClientEnd = client;
        _stream = stream;
    }

    public DuplexStream ClientEnd { get; }

    public NinePDialect Dialect { get; set; } = NinePDialect.Linux;

    public static Peer Create()
    {
        var (client, peer) = DuplexStream.CreatePair();
        return new(client, peer);
    }

    /// <summary>A client that has attached.</summary>
    public static async Task<(Peer Peer, NinePClient Client)> ConnectAsync(NinePDialect dialect = NinePDialect.Linux, int messageSize = 8192)
    {
        var peer = Create();
        peer.Dialect = dialect;
        var connecting = NinePClient.ConnectAsync(peer.ClientEnd, new NinePClientOptions { Dialect = dialect, MessageSize = messageSize });
        await peer.AgreeAsync();
        return (peer, await connecting);
    }

    /// <summary>Answers Tversion and Tattach as asked.</summary>
    public async Task AgreeAsync()
    {
        var version = await NextAsync();
        ReplyVersion(version);
        var attach = await NextAsync();
        Reply(attach, new Rattach { Qid = new(QidType.Directory, 0, RootPath) });
    }

    public async Task<Frame> NextAsync()
    {
        using CancellationTokenSource limit = new(Patience);
        var header = new byte[sizeof(uint)];
        await _stream.ReadExactlyAsync(header, limit.Token);
        var frame = new byte[BinaryPrimitives.ReadUInt32LittleEndian(header)];
        header.CopyTo(frame, 0);
        await _stream.ReadExactlyAsync(frame.AsMemory(sizeof(uint)), limit.Token);
        return new(frame, Dialect);
    }

    public async Task<Frame> NextAsync(MessageType type)
    {
        var frame = await NextAsync();
        Assert.Equal(type, frame.Type);
        return frame;
    }

    public void Reply<T>(Frame request, in T message)
        where T : struct, IMessage<T>, allows ref struct => Send(request.Tag, message);

    public void Reply(Frame request)
    {
        var frame = new byte[Protocol.HeaderSize];
        WireWriter.Write(frame, request.Type + 1, request.Tag);
        Send(frame);
    }

    public void Refuse(Frame request, Errno errno) => Reply(request, new Rlerror { Errno = (uint)errno });

    public void Send<T>(ushort tag, in T message)
        where T : struct, IMessage<T>, allows ref struct
    {
        var frame = new byte[2 << 20];
        Send(frame.AsMemory(0, WireWriter.Write(frame, Dialect, tag, message)));
    }

    public void Send(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes).AsTask().GetAwaiter().GetResult();

    public void Close() => _stream.Dispose();

    public ValueTask DisposeAsync()
    {
        _stream.Dispose();
        return default;
    }

    private void ReplyVersion(Frame request)
    {
        var asked = request.As<Tversion>();
        Send(request.Tag, new Rversion { MessageSize = asked.MessageSize, Version = asked.Version });
    }
}
