using System.Buffers.Binary;
using System.Net.Sockets;
using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Client.Tests;

/// <summary>Answers everything with the same bytes, from a thread of its own, and makes nothing while it does.</summary>
internal sealed class CannedServer : IDisposable
{
    private static readonly byte[] OneQid = new byte[Qid.Size];
    private readonly Socket _end;
    private readonly Thread _thread;
    private readonly string _folder = Directory.CreateTempSubdirectory("objectfs-9p-").FullName;

    public CannedServer()
    {
        UnixDomainSocketEndPoint place = new(Path.Combine(_folder, "socket"));
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(place);
        listener.Listen();
        Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(place);
        _end = listener.Accept();
        Stream = new NetworkStream(client, ownsSocket: true);
        _thread = new(Serve) { IsBackground = true };
        _thread.Start();
    }

    public Stream Stream { get; }

    public void Dispose()
    {
        _end.Dispose();
        _thread.Join();
        Directory.Delete(_folder, recursive: true);
    }

    private void Serve()
    {
        var request = new byte[8192];
        var answer = new byte[8192];
        try
        {
            while (Fill(request.AsSpan(0, sizeof(uint))))
            {
                var size = BinaryPrimitives.ReadInt32LittleEndian(request);
                if (!Fill(request.AsSpan(sizeof(uint), size - sizeof(uint))))
                    return;
                _end.Send(answer.AsSpan(0, Answer(request.AsSpan(0, size), answer)));
            }
        }
        catch (SocketException)
        {
            // the client has left
        }
        catch (ObjectDisposedException)
        {
            // the test is over
        }
    }

    private static int Answer(ReadOnlySpan<byte> request, Span<byte> answer)
    {
        var tag = Protocol.TagOf(request);
        return Protocol.TypeOf(request) switch
        {
            MessageType.Tversion => WireWriter.Write(answer, NinePDialect.Linux, tag, new Rversion { MessageSize = 8192, Version = "9P2000.L"u8 }),
            MessageType.Tattach => WireWriter.Write(answer, NinePDialect.Linux, tag, new Rattach { Qid = new(QidType.Directory, 0, 1) }),
            MessageType.Tgetattr => WireWriter.Write(answer, NinePDialect.Linux, tag, new Rgetattr()),
            MessageType.Tlopen => WireWriter.Write(answer, NinePDialect.Linux, tag, new Rlopen()),
            MessageType.Tread => WireWriter.Write(answer, NinePDialect.Linux, tag, new Rread { Data = "abc"u8 }),
            MessageType.Twrite => WireWriter.Write(answer, NinePDialect.Linux, tag, new Rwrite { Count = 100 }),
            MessageType.Twalk => WireWriter.Write(answer, NinePDialect.Linux, tag, new Rwalk { Qids = request[15] == 0 ? default : OneQid }),
            var other => WireWriter.Write(answer, other + 1, tag),
        };
    }

    private bool Fill(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var count = _end.Receive(buffer);
            if (count == 0)
                return false;
            buffer = buffer[count..];
        }

        return true;
    }
}
