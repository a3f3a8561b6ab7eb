using System.Runtime.CompilerServices;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>Reading: the first read, and every read at 0, takes a snapshot; others go on in it.</content>
internal sealed partial class ValueHandle
{
    private const int OwnBytes = 128;

    private byte[]? _own;
    private ReadOnlyMemory<byte> _snapshot;
    private bool _taken;
    private long _changes;

    public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if ((_flags & OpenFlags.Read) == 0)
            return new(Errno.EBADF);
        if (offset != 0)
        {
            lock (_gate)
            {
                if (_taken)
                    return new(Copy(offset, buffer.Span));
            }
        }

        if (!_location.IsReadTrivial)
            return TakeAndCopyAsync(offset, buffer);
        return _location.ReadAsync(_caller, (Handle: this, offset, buffer), static state => state.Handle.TakeAndCopy(state.offset, state.buffer.Span));
    }

    private Result<int> TakeAndCopy(long offset, Span<byte> buffer)
    {
        lock (_gate)
        {
            // the lock is held over nothing of the program's: this way is for trivial reads alone
            _changes = _file.Waiters.Changes;
            _snapshot = TakeScalar() ?? ValueText.Render(_location);
            _taken = true;
            return Copy(offset, buffer);
        }
    }

    // a scalar's text lies in a buffer of the handle's own, so that reading again makes nothing
    private ReadOnlyMemory<byte>? TakeScalar()
    {
        if (_location is not MemberLocation { Member.Scalar: { } cell } place)
            return null;
        var owner = place.ReadOwner(null);
        _own ??= new byte[OwnBytes];
        return cell.TryFormat(owner, _own, out var written) ? _own.AsMemory(0, written) : null;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Result<int>> TakeAndCopyAsync(long offset, Memory<byte> buffer)
    {
        var changes = _file.Waiters.Changes;
        var taken = await _location.ReadAsync(_caller, _location, static location => (Result<ReadOnlyMemory<byte>>)ValueText.Render(location)).ConfigureAwait(false);
        if (!taken.TryGet(out var content))
            return taken.Failure;
        lock (_gate)
        {
            _changes = changes;
            _snapshot = content;
            _taken = true;
            return Copy(offset, buffer.Span);
        }
    }

    private Result<int> Copy(long offset, Span<byte> buffer)
    {
        if (offset >= _snapshot.Length)
            return 0;
        var rest = _snapshot.Span[(int)offset..];
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        return count;
    }
}
