using System.Buffers;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>A part of a text that is made as it is read: grows at its end, and loses its beginning. Not thread-safe.</summary>
internal sealed class Window : IBufferWriter<byte>
{
    private const int Least = 64 * 1024;

    private byte[] _buffer = new byte[Least];
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
        size = Math.Max(size, 256);
        if (_buffer.Length - _to >= size)
            return;
        var text = Text;
        var target = Length + size > _buffer.Length / 2 ? new byte[Math.Max(Least, 2 * (Length + size))] : _buffer;
        text.CopyTo(target);
        (_buffer, _from, _to) = (target, 0, text.Length);
    }
}
