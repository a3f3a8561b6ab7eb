using System.Buffers;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>A part of a text that is made as it is read: grows at its end, and loses its beginning. Not thread-safe.</summary>
/// <param name="capacity">Bytes to begin with.</param>
internal sealed class Window(int capacity = 64 * 1024) : IBufferWriter<byte>
{
    private const int LeastRoom = 256;

    private byte[] _buffer = new byte[capacity];
    private int _from;
    private int _to;

    public int Length => _to - _from;

    public ReadOnlySpan<byte> Text => _buffer.AsSpan(_from, Length);

    /// <summary>Forgets the beginning.</summary>
    public void Drop(int count)
    {
        _from += count;
        if (_from == _to)
            _from = _to = 0;
    }

    /// <summary>Appends.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        if (_buffer.Length - _to < text.Length)
            Reserve(text.Length);
        text.CopyTo(_buffer.AsSpan(_to));
        _to += text.Length;
    }

    public void Advance(int count) => _to += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_to);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_to);
    }

    private void Reserve(int size)
    {
        size = Math.Max(size, LeastRoom);
        if (_buffer.Length - _to >= size)
            return;
        var text = Text;
        var target = Length + size > _buffer.Length / 2 ? new byte[2 * (Length + size)] : _buffer;
        text.CopyTo(target);
        (_buffer, _from, _to) = (target, 0, text.Length);
    }
}
