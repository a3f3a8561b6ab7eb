using ObjectFs.Objects.Live;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Streams;

/// <summary>An open log. Ends once where it ended when that end was last found out, so that whoever copies a log that grows comes to an end; and goes on when asked again, so that <c>tail -f</c> follows.</summary>
internal sealed class LogHandle(LineLog log, Func<ValueTask> leave) : Handle
{
    private readonly Lock _gate = new();
    private long _end = log.Length;
    private long _endTold = -1;

    public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (offset >= _end)
            {
                if (_endTold != offset)
                {
                    _endTold = offset;
                    return new(0);
                }

                _end = log.Length;
            }

            return new(log.Read(offset, _end, buffer.Span));
        }
    }

    public override ValueTask CloseAsync() => leave();
}
