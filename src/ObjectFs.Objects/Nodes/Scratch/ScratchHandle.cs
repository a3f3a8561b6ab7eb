using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Scratch;

/// <summary>An open scratch file. It stays what it is when the file is removed or renamed, and when the object is gone.</summary>
internal sealed class ScratchHandle(ScratchFile file, Handle content, Caller caller) : Handle
{
    public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) => content.ReadAsync(offset, buffer, cancellationToken);

    public override async ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var written = await content.WriteAsync(offset, data, cancellationToken).OffPool();
        return written.Succeeded ? written : file.Refuse(written.Errno, caller);
    }

    public override async ValueTask<Result> TruncateAsync(long size, CancellationToken cancellationToken)
    {
        var cut = await content.TruncateAsync(size, cancellationToken).OffPool();
        return cut.Succeeded ? cut : file.Refuse(cut.Errno, caller);
    }

    public override ValueTask CloseAsync() => content.CloseAsync();
}
