using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>A file whose content was made when it was opened, for this reader alone; it may tell no size unless somebody has it open.</summary>
internal sealed class MadeHandle : Handle
{
    private readonly ContentHandle _content;
    private readonly OpenSize? _size;
    private KeptText _kept;

    private MadeHandle(KeptText kept, OpenSize? size)
    {
        _kept = kept;
        _content = new(kept.Text);
        _size = size;
        size?.Enter(kept.Text.Length);
    }

    public override bool IsUnsized => _size is not null;

    /// <summary>Opens it. ENOMEM where all readers together keep too much.</summary>
    /// <param name="content">All of it.</param>
    /// <param name="size">Where to tell its size for as long as it is open; null where that is told otherwise.</param>
    public static Result<MadeHandle> Open(ReadOnlyMemory<byte> content, OpenSize? size)
    {
        KeptText kept = default;
        var result = kept.Keep(content);
        return result.Succeeded ? new MadeHandle(kept, size) : result.Failure;
    }

    public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) => _content.ReadAsync(offset, buffer, cancellationToken);

    public override ValueTask CloseAsync()
    {
        _kept.End();
        _size?.Leave();
        return default;
    }
}
