using System.Globalization;
using System.Text;
using ObjectFs.Objects.Nodes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Live;

/// <summary>A ring of lines that came since its reader opened the file. Where it is full the oldest make way, and the reader is told how many. The lines themselves are shared by all readers. Thread-safe.</summary>
internal sealed class LineInbox : Inbox
{
    private readonly Queue<ReadOnlyMemory<byte>> _lines = new();
    private int _bytes;
    private long _dropped;

    protected override bool GivesMany => true;

    protected override bool HasNext => _lines.Count > 0 || _dropped > 0;

    /// <summary>Whether more may come without anything being lost soon.</summary>
    public bool HasRoom
    {
        get
        {
            lock (Gate)
                return _lines.Count < Limits.StreamLines / 2 && _bytes < Limits.StreamBytes / 2;
        }
    }

    /// <summary>Adds a line, ended by a newline.</summary>
    public void Add(ReadOnlyMemory<byte> line)
    {
        lock (Gate)
        {
            _lines.Enqueue(line);
            _bytes += line.Length;
            while (_lines.Count > 1 && (_lines.Count > Limits.StreamLines || _bytes > Limits.StreamBytes))
            {
                _bytes -= _lines.Dequeue().Length;
                _dropped++;
            }
        }

        Wake();
    }

    /// <summary>Tells the reader of what was lost before it came here.</summary>
    public void Drop(long count)
    {
        lock (Gate)
            _dropped += count;
        Wake();
    }

    /// <summary>The line that tells of lost ones.</summary>
    public static byte[] DroppedLine(long count) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"dropped\":{count}}}\n"));

    protected override bool TryTake(out ReadOnlyMemory<byte> line, out Failure? failure)
    {
        failure = null;
        line = default;
        if (_dropped > 0)
        {
            line = DroppedLine(_dropped);
            _dropped = 0;
            return true;
        }

        if (!_lines.TryDequeue(out line))
            return false;
        _bytes -= line.Length;
        return true;
    }
}
