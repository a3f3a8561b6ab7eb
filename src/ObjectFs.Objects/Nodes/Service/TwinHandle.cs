using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>
/// An open value of a twin. As of a live one, the first read and each read at 0 takes a snapshot, and the first write replaces the value and is checked at once; what follows it is checked at
/// fsync and close. Writing stages, and sets nothing.
/// </summary>
internal sealed class TwinHandle(TwinFile file, OpenFlags flags, Caller caller) : Handle
{
    private readonly Lock _gate = new();
    private readonly Staging _written = new();
    private ReadOnlyMemory<byte>? _snapshot;
    private long _start;
    private bool _begun;
    private bool _dirty;
    private bool _hasWritten;
    private bool _truncated = (flags & OpenFlags.Truncate) != 0;

    public override async ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if ((flags & OpenFlags.Read) == 0)
            return Errno.EBADF;
        ReadOnlyMemory<byte>? snapshot;
        lock (_gate)
            snapshot = offset == 0 ? null : _snapshot;
        if (snapshot is null)
        {
            var taken = await TakeAsync().OffPool();
            if (!taken.TryGet(out var content))
                return taken.Failure;
            snapshot = content;
            lock (_gate)
                _snapshot = content;
        }

        return await new ContentHandle(snapshot.Value).ReadAsync(offset, buffer, cancellationToken).OffPool();
    }

    public override async ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if ((flags & OpenFlags.Write) == 0)
            return Errno.EBADF;
        if (data.IsEmpty)
            return 0;
        _hasWritten = true;
        var isAppending = (flags & OpenFlags.Append) != 0;
        var anew = !_begun || (offset == _start && !isAppending);
        var position = anew ? 0 : isAppending ? _written.Length : offset - _start;
        if (anew)
        {
            _written.SetLength(0);
            _start = offset;
            _begun = true;
        }
        else if (position < 0 || position > _written.Length)
        {
            return Discard(new(Errno.EINVAL, "a value is written from its start to its end, without gaps"));
        }

        if (position + data.Length > Transaction.MaxValue)
            return Discard(new(Errno.EFBIG, $"a transaction takes values of at most {Transaction.MaxValue >> 20} MiB"));
        var written = _written.Write(position, data.Span);
        if (!written.Succeeded)
            return Discard(written.Failure);

        if (!anew || (Forms.OfDeclared(file.Location.DeclaredType) != Form.Scalar && ValueHandle.MayGoOn(data.Length)))
        {
            _dirty = true;
            return data.Length;
        }

        var staged = await StageAsync().OffPool();
        return staged.Succeeded ? data.Length : staged.Failure;
    }

    public override ValueTask<Result> TruncateAsync(long size, CancellationToken cancellationToken)
    {
        if ((flags & OpenFlags.Write) == 0)
            return new(Errno.EBADF);
        if (size == 0)
        {
            _truncated = true;
            _begun = false;
            _dirty = false;
            _written.SetLength(0);
        }

        return Result.SuccessAsync;
    }

    public override ValueTask<Result> FlushAsync(CancellationToken cancellationToken) => _dirty ? StageAsync() : Result.SuccessAsync;

    public override async ValueTask CloseAsync()
    {
        if (_dirty)
            await StageAsync().OffPool();
        else if (_truncated && !_hasWritten && file.Location is { CanWrite: true, AllowsNull: true })
            await file.Transaction.StageAsync(file.Key, file.Location, file.Live, content: null, caller).OffPool();
        _written.Clear();
    }

    private async ValueTask<Result> StageAsync()
    {
        _dirty = false;
        var staged = await file.Transaction.StageAsync(file.Key, file.Location, file.Live, _written.Content.ToArray(), caller).OffPool();
        _begun = staged.Succeeded;
        return staged;
    }

    private async ValueTask<Result<ReadOnlyMemory<byte>>> TakeAsync()
    {
        if (file.Transaction.Find(file.Key) is { Kind: NodeKind.File } staged)
            return staged.Content;
        var location = file.Location;
        var taken = await location.FormatAsync(caller, location, static location =>
        {
            var value = location.Read();
            return (Result<(ReadOnlyMemory<byte>, Seen)>)(ValueText.Render(location, value), Seen.Of(location, value));
        }).OffPool();
        if (!taken.TryGet(out var read))
            return taken.Failure;
        file.Transaction.Note(file.Key, read.Item2);
        return read.Item1;
    }

    private Failure Discard(Failure failure)
    {
        _written.SetLength(0);
        _dirty = false;
        return file.Transaction.Refuse(failure with { Sentence = $"{file.Location.Name}: {failure.Sentence}" });
    }
}
