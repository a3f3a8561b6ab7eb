using ObjectFs.Objects.Registry;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>
/// Lines of text, the latest that a bounded room holds. Positions count the bytes from the first line ever, so that they stay when the oldest lines go. Thread-safe; appending
/// allocates nothing once the first line has come.
/// </summary>
/// <param name="capacity">Bytes, far more than the longest line.</param>
/// <param name="time">The clock.</param>
internal sealed class LineRing(int capacity, TimeProvider time)
{
    private readonly Lock _gate = new();
    private byte[] _bytes = [];
    private long _start;
    private int _length;
    private long _modified = CoarseClock.ToNanoseconds(time.GetUtcNow());

    /// <summary>The position of the oldest byte that is left, and that of the next one to come.</summary>
    public (long Start, long End) Bounds
    {
        get
        {
            lock (_gate)
                return (_start, _start + _length);
        }
    }

    /// <summary>How many bytes are there, and when the last line came (nanoseconds since 1970).</summary>
    public (int Length, long Modified) Look()
    {
        lock (_gate)
            return (_length, _modified);
    }

    /// <summary>Adds lines, each with its newline.</summary>
    public void Append(ReadOnlySpan<byte> lines)
    {
        lock (_gate)
        {
            if (_bytes.Length == 0)
                _bytes = GC.AllocateUninitializedArray<byte>(capacity);
            if (_length + lines.Length > capacity)
                DropOldest();
            lines.CopyTo(_bytes.AsSpan(_length));
            _length += lines.Length;
            _modified = CoarseClock.ToNanoseconds(time.GetUtcNow());
        }
    }

    /// <summary>Copies what lies at a position; where that is gone already, what is the oldest now.</summary>
    /// <param name="position">Where to read; where what was read begins.</param>
    /// <param name="buffer">Takes the bytes.</param>
    /// <returns>The bytes copied; 0 at the end.</returns>
    public int Read(ref long position, Span<byte> buffer)
    {
        lock (_gate)
        {
            position = Math.Max(position, _start);
            if (position >= _start + _length)
                return 0;
            var rest = _bytes.AsSpan((int)(position - _start), (int)(_start + _length - position));
            var count = Math.Min(rest.Length, buffer.Length);
            rest[..count].CopyTo(buffer);
            return count;
        }
    }

    // half of it at once: whoever follows the file hears seldom that it has become shorter
    private void DropOldest()
    {
        var from = _length - (capacity / 2);
        var newline = _bytes.AsSpan(from, _length - from).IndexOf((byte)'\n');
        var cut = newline < 0 ? _length : from + newline + 1;
        _bytes.AsSpan(cut, _length - cut).CopyTo(_bytes);
        _start += cut;
        _length -= cut;
    }
}
