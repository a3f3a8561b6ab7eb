using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>Binary members: staged with random access, and set as a whole at fsync and close.</content>
internal sealed partial class ValueHandle
{
    private async ValueTask<Result<int>> StageBytesAsync(long offset, ReadOnlyMemory<byte> data)
    {
        var begun = await BeginBytesAsync().OffPool();
        if (!begun.Succeeded)
            return begun.Failure;
        var staged = _staged.Write(IsAppending ? _staged.Length : offset, data.Span);
        if (!staged.Succeeded)
            return DiscardBytes(staged.Failure);
        _dirty = true;
        return data.Length;
    }

    private async ValueTask<Result> TruncateBytesAsync(long size)
    {
        if (size == 0)
        {
            _begun = true;
            _staged.SetLength(0);
        }

        var begun = await BeginBytesAsync().OffPool();
        if (!begun.Succeeded)
            return begun;
        var cut = _staged.SetLength(size);
        if (!cut.Succeeded)
            return DiscardBytes(cut.Failure);
        _dirty = true;
        return Result.Success;
    }

    // what is refused leaves the bytes as they are: the next write starts from them again
    private Failure DiscardBytes(Failure failure)
    {
        _begun = false;
        return Discard(failure);
    }

    // starts from what is there, unless it was truncated
    private async ValueTask<Result> BeginBytesAsync()
    {
        if (_begun)
            return Result.Success;
        if (!_truncated)
        {
            var read = await _location.RenderAsync(_caller).OffPool();
            if (!read.TryGet(out var content))
                return read.Failure;
            var staged = _staged.Write(0, content.Span);
            if (!staged.Succeeded)
                return Refuse(staged.Failure);
        }

        _begun = true;
        return Result.Success;
    }
}
