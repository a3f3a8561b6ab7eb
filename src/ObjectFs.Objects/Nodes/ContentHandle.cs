using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>A file whose content was made when it was opened.</summary>
internal sealed class ContentHandle(ReadOnlyMemory<byte> content) : Handle
{
    public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (offset >= content.Length)
            return new(0);
        var count = Math.Min(content.Length - (int)offset, buffer.Length);
        content.Span.Slice((int)offset, count).CopyTo(buffer.Span);
        return new(count);
    }
}
