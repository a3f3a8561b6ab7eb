using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace ObjectFs.NineP.Client;

/// <summary>Frames that leave together: small ones side by side in a buffer, between them the large payloads that are sent from where they are.</summary>
internal sealed class Outgoing
{
    /// <summary>A payload below this is copied beside its frame: that is cheaper than a system call more.</summary>
    public const int BorrowFrom = 16384;

    private const int FirstBuffer = 4096;
    private const int KeptBuffer = 65536;
    private readonly List<(int At, Call Call)> _borrowed = [];
    private byte[] _buffer = new byte[FirstBuffer];
    private int _length;

    /// <summary>Whether there is nothing to send.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>Takes a frame, and its payload if that is small.</summary>
    public void Add(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> payload)
    {
        var room = Room(frame.Length + payload.Length);
        frame.CopyTo(room);
        payload.CopyTo(room[frame.Length..]);
    }

    /// <summary>Takes a frame whose payload is sent from where it is.</summary>
    public void AddBorrowed(Call call)
    {
        Add(call.Frame, default);
        _borrowed.Add((_length, call));
    }

    /// <summary>Sends everything. Throws nothing itself: what the stream throws is in the task.</summary>
    public ValueTask SendAsync(Stream stream, CancellationToken cancellationToken) =>
        _borrowed.Count == 0 && stream is NetworkStream socket
            ? SendWhole(socket, cancellationToken)
            : SendPartsAsync(stream, cancellationToken);

    /// <summary>The usual case, without a state machine: a socket's stream holds nothing back that would have to be flushed.</summary>
    private ValueTask SendWhole(NetworkStream socket, CancellationToken cancellationToken)
    {
        try
        {
            return socket.WriteAsync(_buffer.AsMemory(0, _length), cancellationToken);
        }
        catch (ObjectDisposedException closed)
        {
            return ValueTask.FromException(closed);
        }
        catch (IOException broken)
        {
            return ValueTask.FromException(broken);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendPartsAsync(Stream stream, CancellationToken cancellationToken)
    {
        var from = 0;
        foreach (var (at, call) in _borrowed)
        {
            await stream.WriteAsync(_buffer.AsMemory(from, at - from), cancellationToken).ConfigureAwait(false);
            await stream.WriteAsync(call.Payload, cancellationToken).ConfigureAwait(false);
            from = at;
        }

        if (from < _length)
            await stream.WriteAsync(_buffer.AsMemory(from, _length - from), cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Everything was sent, or nothing more ever will be: payloads belong to their callers again.</summary>
    public void Clear()
    {
        _length = 0;
        if (_buffer.Length > KeptBuffer)
            _buffer = new byte[FirstBuffer];
        foreach (var (_, call) in _borrowed)
            call.Arrive();
        _borrowed.Clear();
    }

    private Span<byte> Room(int size)
    {
        if (size > _buffer.Length - _length)
            Array.Resize(ref _buffer, Math.Max(_length + size, _buffer.Length * 2));
        var room = _buffer.AsSpan(_length, size);
        _length += size;
        return room;
    }
}
