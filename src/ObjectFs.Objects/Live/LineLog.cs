using ObjectFs.Objects.Nodes;

namespace ObjectFs.Objects.Live;

/// <summary>
/// Lines as a file that grows. Bounded: where it is full it is begun anew with a line that says how many are gone, as a log that was rotated by copying and truncating, which <c>tail -f</c> follows.
/// Thread-safe.
/// </summary>
internal sealed class LineLog
{
    private static long _held;

    private readonly Lock _gate = new();
    private byte[] _content = [];
    private int _length;
    private long _lines;
    private long _lost;

    ~LineLog()
    {
        Interlocked.Add(ref _held, -_content.Length);
    }

    public int Length
    {
        get
        {
            lock (_gate)
                return _length;
        }
    }

    /// <summary>When a line last came, nanoseconds since 1970; 0 where none did.</summary>
    public long Modified { get; private set; }

    public void Add(ReadOnlySpan<byte> line, long now)
    {
        lock (_gate)
        {
            Modified = now;
            if (_length + line.Length > Limits.LogBytes || !TryGrow(_length + line.Length))
            {
                _lost += _lines;
                Begin();
                Put(LineInbox.DroppedLine(_lost));
            }

            if (Put(line))
                _lines++;
            else
                _lost++;
        }
    }

    /// <summary>Events were lost before they became lines.</summary>
    public void Drop(long count)
    {
        lock (_gate)
            Put(LineInbox.DroppedLine(count));
    }

    /// <summary>Nobody looks any more.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            Begin();
            _lost = 0;
        }
    }

    /// <summary>Copies what is there from an offset up to an end.</summary>
    public int Read(long offset, long end, Span<byte> buffer)
    {
        lock (_gate)
        {
            var rest = Math.Min(Math.Min(end, _length) - offset, buffer.Length);
            if (rest <= 0)
                return 0;
            _content.AsSpan((int)offset, (int)rest).CopyTo(buffer);
            return (int)rest;
        }
    }

    private void Begin()
    {
        Interlocked.Add(ref _held, -_content.Length);
        _content = [];
        _length = 0;
        _lines = 0;
    }

    private bool Put(ReadOnlySpan<byte> line)
    {
        if (_length + line.Length > Limits.LogBytes || !TryGrow(_length + line.Length))
            return false;
        line.CopyTo(_content.AsSpan(_length));
        _length += line.Length;
        return true;
    }

    private bool TryGrow(int length)
    {
        if (length <= _content.Length)
            return true;
        var size = Math.Clamp(_content.Length * 2, Math.Max(length, 1024), Math.Max(length, Limits.LogBytes));
        if (Interlocked.Add(ref _held, size - _content.Length) > Limits.AllLogBytes)
        {
            Interlocked.Add(ref _held, _content.Length - size);
            return false;
        }

        Array.Resize(ref _content, size);
        return true;
    }
}
