using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <content>One receives, and hands each answer to the call that waits for it.</content>
internal sealed partial class Connection
{
    /// <summary>Room for the largest answer that carries no data, which is a record of a file.</summary>
    private const int ReceiveSize = 72 * 1024;

    private readonly byte[] _received = new byte[ReceiveSize];
    private int _from;
    private int _until;

    private ReadOnlySpan<byte> Unread => _received.AsSpan(_from, _until - _from);

    private async Task ReceiveAsync()
    {
        while (true)
        {
            while (NextFrame() is { } size)
            {
                if (size <= _until - _from)
                {
                    TakeFrame(Unread[..size]);
                    _from += size;
                }
                else
                {
                    await ReceiveDataAsync(size).ConfigureAwait(false);
                }
            }

            MakeRoom();
            var count = await _stream.ReadAsync(_received.AsMemory(_until), _stop.Token).ConfigureAwait(false);
            if (count == 0)
                throw Closed("The server closed the connection.");
            _until += count;
        }
    }

    /// <summary>The size of the frame that comes next, if it is all there or its data can go straight to where it is wanted; null where more has to come.</summary>
    private int? NextFrame()
    {
        var unread = Unread;
        if (unread.Length < Protocol.HeaderSize)
            return null;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(unread);
        if (size < Protocol.HeaderSize)
            throw Nonsense($"a message of {size} bytes, which is less than its header");
        if (size > (uint)MessageSize)
            throw Nonsense($"a message of {size} bytes, where {MessageSize} were agreed on");
        if (size <= (uint)unread.Length)
            return (int)size;
        if (Protocol.TypeOf(unread) is MessageType.Rread or MessageType.Rreaddir)
            return unread.Length < Protocol.DataHeaderSize ? null : (int)size;
        if (size > ReceiveSize)
            throw Nonsense($"an answer of type {(byte)Protocol.TypeOf(unread)} with {size} bytes");
        return null;
    }

    private void MakeRoom()
    {
        Unread.CopyTo(_received);
        _until -= _from;
        _from = 0;
    }

    private void TakeFrame(ReadOnlySpan<byte> frame)
    {
        var type = Protocol.TypeOf(frame);
        var tag = Protocol.TagOf(frame);
        if (tag is >= MaxCalls and < 2 * MaxCalls)
        {
            // a flush cannot be refused; servers that do so have at least answered
            if (type is not (MessageType.Rflush or MessageType.Rlerror or MessageType.Rerror) || !Flushed(tag - MaxCalls))
                throw Nonsense($"an answer of type {(byte)type} to a flush that was not asked for");
            return;
        }

        var call = Expecting(type, tag);
        if (!call.TryTake(type, frame[Protocol.HeaderSize..]))
            throw Nonsense($"an answer of type {(byte)type} that does not fit what was asked");
        Answered(call);
    }

    private Call Expecting(MessageType type, ushort tag)
    {
        if (Find(tag) is not { } call)
            throw Nonsense($"an answer of type {(byte)type} under the tag {tag}, under which nothing was asked");
        if (!call.Expects(type))
            throw Nonsense($"an answer of type {(byte)type} to a request of type {(byte)call.Request}");
        return call;
    }

    /// <summary>Data of which only a part is there: the rest goes straight into the caller's memory.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ReceiveDataAsync(int size)
    {
        var call = Expecting(Protocol.TypeOf(Unread), Protocol.TagOf(Unread));
        var count = BinaryPrimitives.ReadUInt32LittleEndian(Unread[Protocol.HeaderSize..]);
        if (count != (uint)(size - Protocol.DataHeaderSize) || count > (uint)call.Destination.Length)
            throw Nonsense($"{count} bytes of data in a message of {size}, where {call.Destination.Length} were asked for");

        var destination = call.Destination[..(int)count];
        var there = Unread[Protocol.DataHeaderSize..];
        there.CopyTo(destination.Span);
        destination = destination[there.Length..];
        _from = _until = 0;
        while (!destination.IsEmpty)
        {
            var received = await _stream.ReadAsync(destination, _stop.Token).ConfigureAwait(false);
            if (received == 0)
                throw Closed("The server closed the connection in the middle of an answer.");
            destination = destination[received..];
        }

        call.TakeCount(count);
        Answered(call);
    }

    private static NinePException Closed(string sentence) => new(Errno.ECONNRESET, sentence, "See whether it still runs, and connect again.");

    private NinePException Nonsense(string what) =>
        new(Errno.EPROTO, $"{_where} sent {what}.", "It is no 9P server, or a broken one; see what listens there.");
}
