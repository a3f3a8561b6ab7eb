using System.Buffers;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>
/// What waits to be sent. Answers that come together leave together; large ones leave from where they were made. One thread sends at a time, whichever comes first. Thread-safe.
/// </summary>
internal sealed class Output : IDisposable
{
    /// <summary>Answers up to here are copied together.</summary>
    public const int SmallFrame = 4096;

    /// <summary>Answers are worth a send of their own from here on.</summary>
    public const int ChunkSize = 32 * 1024;

    private readonly Lock _gate = new();
    private readonly Transport _transport;
    private readonly Queue<(byte[] Bytes, int Length)> _chunks = new();
    private byte[]? _tail;
    private int _tailLength;
    private long _queued;
    private bool _isSending;
    private bool _hasEnded;
    private TaskCompletionSource? _drained;
    private long _drainedAt;

    public Output(Transport transport)
    {
        _transport = transport;
    }

    /// <summary>Bytes that wait to be sent.</summary>
    public long Queued => Volatile.Read(ref _queued);

    /// <summary>Adds a small frame, by copying it.</summary>
    public void Add(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            if (_hasEnded)
                return;
            if (_tail is not null && _tailLength + frame.Length > _tail.Length)
                CloseTail();
            _tail ??= ArrayPool<byte>.Shared.Rent(Math.Max(ChunkSize, frame.Length));
            frame.CopyTo(_tail.AsSpan(_tailLength));
            _tailLength += frame.Length;
            _queued += frame.Length;
        }
    }

    /// <summary>Adds a large frame; the array is given back to the pool when it was sent.</summary>
    public void Add(byte[] rented, int length)
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                CloseTail();
                _chunks.Enqueue((rented, length));
                _queued += length;
                return;
            }
        }

        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Sends what is there, unless somebody is at it; returns before the end where the receiver is slow.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_isSending || _queued == 0 || _hasEnded)
                return;
            _isSending = true;
        }

        Send();
    }

    /// <summary>Completes when no more than so many bytes wait, or at the end.</summary>
    public ValueTask WaitForRoomAsync(long limit)
    {
        lock (_gate)
        {
            if (_queued <= limit || _hasEnded)
                return default;
            _drainedAt = limit;
            _drained ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return new(_drained.Task);
        }
    }

    /// <summary>Drops what was not sent; nothing more is taken.</summary>
    public void Dispose()
    {
        TaskCompletionSource? drained;
        lock (_gate)
        {
            _hasEnded = true;
            CloseTail();
            while (_chunks.TryDequeue(out var chunk))
                ArrayPool<byte>.Shared.Return(chunk.Bytes);
            _queued = 0;
            drained = _drained;
            _drained = null;
        }

        drained?.TrySetResult();
    }

    // not async itself: what the system takes at once, which is nearly all, leaves nothing behind
    private void Send()
    {
        while (TryTake(out var chunk))
        {
            var sending = SendAsync(chunk.Bytes.AsMemory(0, chunk.Length));
            if (!sending.IsCompletedSuccessfully)
            {
                _ = GoOnAsync(sending, chunk.Bytes, chunk.Length);
                return;
            }

            sending.GetAwaiter().GetResult();
            ArrayPool<byte>.Shared.Return(chunk.Bytes);
            Sent(chunk.Length);
        }
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> data)
    {
        try
        {
            return _transport.SendAsync(data, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // the same as what comes later
            return ValueTask.FromException(exception);
        }
    }

    private async Task GoOnAsync(ValueTask sending, byte[] bytes, int length)
    {
        try
        {
            await sending.OffPool();
            Sent(length);
        }
        catch (Exception)
        {
            // the one place for what escapes the sending, whatever a stream throws: nobody is there any more, and whoever receives finds out next
            Dispose();
            _transport.Abort();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        Send();
    }

    private bool TryTake(out (byte[] Bytes, int Length) chunk)
    {
        lock (_gate)
        {
            if (_chunks.Count == 0)
                CloseTail();
            if (!_hasEnded && _chunks.TryDequeue(out chunk))
                return true;
            _isSending = false;
            chunk = default;
            return false;
        }
    }

    private void Sent(int length)
    {
        TaskCompletionSource? drained = null;
        lock (_gate)
        {
            if (!_hasEnded)
                _queued -= length;
            if (_queued <= _drainedAt)
                (drained, _drained) = (_drained, null);
        }

        drained?.TrySetResult();
    }

    private void CloseTail()
    {
        if (_tail is null)
            return;
        if (_tailLength > 0)
            _chunks.Enqueue((_tail, _tailLength));
        else
            ArrayPool<byte>.Shared.Return(_tail);
        (_tail, _tailLength) = (null, 0);
    }
}
