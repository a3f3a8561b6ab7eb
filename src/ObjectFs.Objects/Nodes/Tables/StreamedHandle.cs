using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>
/// An open file whose text is made as it is read, and never held as a whole. Reading goes on where the last read began, or anywhere behind; a read at 0 starts anew.
/// </summary>
/// <param name="begin">Starts the text.</param>
internal sealed class StreamedHandle(Func<TableText> begin) : Handle
{
    // what is skipped by a reader that jumps ahead is made in pieces of this size
    private const int Piece = 64 * 1024;

    private readonly Turns _turn = new(1);
    private readonly Window _window = new();
    private TableText? _text;
    private long _start;
    private bool _ended;

    public override bool IsUnsized => true;

    public override async ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await _turn.TakeAsync(CancellationToken.None).OffPool();
        try
        {
            return await ReadInTurnAsync(offset, buffer, cancellationToken).OffPool();
        }
        finally
        {
            _turn.Return();
        }
    }

    private async ValueTask<Result<int>> ReadInTurnAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_text is null || offset == 0)
            Begin();
        if (offset < _start)
            return new Failure(Errno.EINVAL, "a table is made as it is read: read it on from where you are, or again from its start");

        // the beginning of the window stays until the next read, so that this one can be asked for again
        while (offset > _start)
        {
            if (_window.Length == 0)
            {
                if (_ended)
                    return 0;
                var skipped = await WriteAsync(Piece, cancellationToken).OffPool();
                if (!skipped.Succeeded)
                    return skipped.Failure;
            }

            var count = (int)Math.Min(offset - _start, _window.Length);
            _window.Drop(count);
            _start += count;
        }

        while (_window.Length < buffer.Length && !_ended)
        {
            var written = await WriteAsync(buffer.Length, cancellationToken).OffPool();
            if (!written.Succeeded)
                return written.Failure;
        }

        var length = Math.Min(buffer.Length, _window.Length);
        _window.Text[..length].CopyTo(buffer.Span);
        return length;
    }

    private void Begin()
    {
        _text = begin();
        _window.Drop(_window.Length);
        _start = 0;
        _ended = false;
    }

    private async ValueTask<Result> WriteAsync(int enough, CancellationToken cancellationToken)
    {
        var written = await _text!.WriteAsync(_window, enough, cancellationToken).OffPool();
        if (!written.TryGet(out var hasMore))
            return written.Failure;
        _ended = !hasMore;
        return Result.Success;
    }
}
