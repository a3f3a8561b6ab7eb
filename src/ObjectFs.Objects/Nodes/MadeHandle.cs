using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>A file whose content was made when it was opened, and that tells no size unless somebody has it open.</summary>
internal sealed class MadeHandle : Handle
{
    private readonly ContentHandle _content;
    private readonly OpenSize _size;

    public MadeHandle(ReadOnlyMemory<byte> content, OpenSize size)
    {
        _content = new(content);
        _size = size;
        size.Enter(content.Length);
    }

    public override bool IsUnsized => true;

    public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) => _content.ReadAsync(offset, buffer, cancellationToken);

    public override ValueTask CloseAsync()
    {
        _size.Leave();
        return default;
    }
}
