using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>A file of lines that grows while somebody reads it, and whose oldest half goes when its room is full. For the owner alone.</summary>
internal sealed class LineFile(LineRing lines, ulong inode) : Node
{
    private const int OwnerReads = 0x100; // 0400

    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        var (length, modified) = lines.Look();
        return new(Attributes(length, modified));
    }

    public override ValueTask<Result<NodeAttributes>> GetAttributesWithoutSizeAsync(CancellationToken cancellationToken) => new(Attributes(0, lines.Look().Modified));

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        (flags & OpenFlags.Write) != 0 ? new(new Failure(Errno.EACCES, "it is written by the program alone")) : new(new Reader(lines));

    private NodeAttributes Attributes(long size, long modified) => new() { Kind = NodeKind.File, Inode = inode, Mode = OwnerReads, Size = size, Modified = modified };

    /// <summary>
    /// Keeps its place while the oldest lines go; a read at 0 begins anew with what is the oldest then. Ends once where the end was when it was last found out, so that whoever copies what
    /// grows faster than he reads comes to an end; and goes on when asked again, so that <c>tail -f</c> follows.
    /// </summary>
    private sealed class Reader : Handle
    {
        private readonly LineRing _lines;
        private readonly Lock _gate = new();
        private long _base;
        private long _end;
        private long _endTold = -1;

        public Reader(LineRing lines)
        {
            _lines = lines;
            (_base, _end) = lines.Bounds;
        }

        public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                var (start, end) = _lines.Bounds;
                if (offset == 0)
                    (_base, _end, _endTold) = (start, end, -1);
                var position = Math.Max(_base + offset, start);
                _base = position - offset;
                if (position >= _end)
                {
                    if (_endTold != offset)
                    {
                        _endTold = offset;
                        return new(0);
                    }

                    _end = end;
                    if (position >= end)
                        return new(0);
                }

                var count = _lines.Read(ref position, buffer.Span[..(int)Math.Min(buffer.Length, _end - position)]);
                _base = position - offset;
                return new(count);
            }
        }
    }
}
