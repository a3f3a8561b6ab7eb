using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>Reading: the first read, and every read at 0, takes a snapshot; others go on in it.</content>
internal sealed partial class ValueHandle
{
    private const int OwnBytes = 128;

    private byte[]? _own;
    private KeptText _snapshot;
    private bool _taken;
    private bool _takenAhead;
    private OpenSize? _told;

    public override bool IsUnsized => _file.IsUnsized;

    /// <summary>Takes the snapshot for the first read before it comes.</summary>
    /// <param name="size">Where to tell its size for as long as the handle is open.</param>
    public async ValueTask<Result> TakeAsync(OpenSize size)
    {
        var taken = await ReadAsync(0, default, default).OffPool();
        if (!taken.Succeeded)
            return taken.Failure;
        lock (_gate)
        {
            _takenAhead = true;
            _told = size;
            size.Enter(_snapshot.Text.Length);
        }

        return Result.Success;
    }

    public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if ((_flags & OpenFlags.Read) == 0)
            return new(Errno.EBADF);
        if (offset != 0 || _takenAhead)
        {
            lock (_gate)
            {
                _takenAhead = false;
                if (_taken)
                    return new(Copy(offset, buffer.Span));
            }
        }

        if (!_location.IsTextTrivial)
            return TakeAndCopyAsync(offset, buffer);
        return _location.ReadAsync(_caller, (Handle: this, offset, buffer), static state => state.Handle.TakeAndCopy(state.offset, state.buffer.Span));
    }

    private Result<int> TakeAndCopy(long offset, Span<byte> buffer)
    {
        lock (_gate)
        {
            // the lock is held over nothing of the program's: this way is for trivial reads alone
            _changes = _file.Waiters.Changes;
            if (!TryTakeShort())
                Keep(ValueText.Render(_location));
            Take();
            return Copy(offset, buffer);
        }
    }

    // what is short lies in a buffer of the handle's own, so that reading again makes nothing
    private bool TryTakeShort()
    {
        if (_location is not MemberLocation { Member: { Form: Form.Scalar or Form.Text } member } place)
            return false;
        var owner = place.ReadOwner(null);
        _own ??= new byte[OwnBytes];
        var fits = member.Scalar is { } cell
            ? cell.TryFormat(owner, _own, out var written)
            : TryFormat((member.Accessor as Accessor<string>)?.Read(owner), _own, out written);
        if (fits)
            Keep(_own.AsMemory(0, written));
        return fits;
    }

    /// <exception cref="RefusalException">All readers together keep too much.</exception>
    private void Keep(ReadOnlyMemory<byte> text)
    {
        var kept = _snapshot.Keep(text);
        if (!kept.Succeeded)
            throw new RefusalException(kept.Failure);
    }

    private static bool TryFormat(string? text, Span<byte> destination, out int written)
    {
        written = 0;
        if (text is null || !Utf8Text.TryFormat(text, destination[..^2], out written))
            return false;
        var newline = Utf8Text.NewlineAfter(destination[..written]);
        newline.CopyTo(destination[written..]);
        written += newline.Length;
        return true;
    }

    private async ValueTask<Result<int>> TakeAndCopyAsync(long offset, Memory<byte> buffer)
    {
        var changes = _file.Waiters.Changes;
        var taken = await _location.RenderAsync(_caller).OffPool();
        if (!taken.TryGet(out var content))
            return taken.Failure;
        Result kept;
        lock (_gate)
        {
            kept = _snapshot.Keep(content);
            if (kept.Succeeded)
            {
                _changes = changes;
                Take();
                return Copy(offset, buffer.Span);
            }
        }

        return new Requester(_location, _caller).Refuse(kept.Failure, null);
    }

    private Result<int> Copy(long offset, Span<byte> buffer)
    {
        if (offset >= _snapshot.Text.Length)
            return 0;
        var rest = _snapshot.Text.Span[(int)offset..];
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        return count;
    }
}
