using System.Buffers.Binary;
using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Server;

/// <summary>Cuts what arrives into frames, where they lie. One thread at a time.</summary>
internal sealed class Intake : IDisposable
{
    private const int InitialSize = 16 * 1024;

    private int _start;
    private int _end;

    /// <summary>Where the frames lie that <see cref="TryTake"/> gave since the last <see cref="Room"/>.</summary>
    public ReceiveBuffer Buffer { get; private set; } = new(InitialSize);

    /// <summary>Bytes that a frame may have.</summary>
    public int Limit { get; set; } = Protocol.MaxUnnegotiated;

    /// <summary>Whether a part of a frame has come.</summary>
    public bool IsWithinFrame => _end > _start;

    /// <summary>What is wrong with the bytes; nothing can be made of those that follow.</summary>
    public string? Error { get; private set; }

    /// <summary>Where the next bytes go; never empty. Grows as bytes arrive, not as a header promises them.</summary>
    public Memory<byte> Room()
    {
        var left = _end - _start;
        var isFull = left == Buffer.Bytes.Length;
        if (isFull || Buffer.IsShared)
            Move(isFull ? left * 2 : Math.Max(InitialSize, left * 2));
        else if (left == 0)
            (_start, _end) = (0, 0);
        else if (_end == Buffer.Bytes.Length)
            Compact(left);
        return Buffer.Bytes.AsMemory(_end);
    }

    /// <summary>So many bytes were put into <see cref="Room"/>.</summary>
    public void Advance(int count) => _end += count;

    /// <summary>The next whole frame; valid until the next <see cref="Room"/>, unless <see cref="Buffer"/> is retained.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> frame)
    {
        frame = default;
        var left = _end - _start;
        if (left < sizeof(uint) || Error is not null)
            return false;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(Buffer.Bytes.AsSpan(_start));
        if (size < Protocol.HeaderSize || size > (uint)Limit)
        {
            Error = $"a frame says that it has {size} bytes; it may have {Protocol.HeaderSize} to {Limit}";
            return false;
        }

        if ((uint)left < size)
            return false;
        frame = Buffer.Bytes.AsMemory(_start, (int)size);
        _start += (int)size;
        return true;
    }

    public void Dispose() => Buffer.Release();

    private void Compact(int left)
    {
        Buffer.Bytes.AsSpan(_start, left).CopyTo(Buffer.Bytes);
        (_start, _end) = (0, left);
    }

    private void Move(int size)
    {
        ReceiveBuffer next = new(Math.Min(size, Math.Max(Limit, InitialSize) * 2));
        var left = _end - _start;
        Buffer.Bytes.AsSpan(_start, left).CopyTo(next.Bytes);
        Buffer.Release();
        Buffer = next;
        (_start, _end) = (0, left);
    }
}
