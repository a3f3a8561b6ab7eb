using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>
/// Writing. The first write replaces the value, at whatever offset, and is set at once: shells and .NET ignore what close says. Later ones extend the text, which is set again at
/// fsync and close. A write that fills whole pages, or is long, is likely not the last: it is staged. Bytes are staged always, with random access to what is there.
/// The gateway runs one write of a handle at a time.
/// </content>
internal sealed partial class ValueHandle
{
    private const int Page = 4096;

    /// <summary>From so many bytes on, a kernel may have split the write where it met the end of its own buffer.</summary>
    private const int Long = 16 * Page;

    /// <summary>Whether more of the same text may follow a write of this length.</summary>
    internal static bool MayGoOn(int length) => length % Page == 0 || length >= Long;

    private readonly Staging _staged = new();
    private long _start;
    private bool _begun;
    private bool _dirty;
    private bool _truncated;
    private bool _hasWritten;
    private bool _mayGoOn;

    /// <inheritdoc/>
    public override bool IsDue => _dirty && !_mayGoOn;

    public override ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if ((_flags & OpenFlags.Write) == 0)
            return new(Errno.EBADF);
        if (data.IsEmpty)
            return new(0);
        _hasWritten = true;
        _mayGoOn = MayGoOn(data.Length);
        if (IsBytes)
            return StageBytesAsync(offset, data);

        var anew = !_begun || (offset == _start && !IsAppending);
        var position = anew ? 0 : IsAppending ? _staged.Length : offset - _start;
        if (anew)
        {
            _staged.SetLength(0);
            _start = offset;
            _begun = true;
        }
        else if (position < 0 || position > _staged.Length)
        {
            return new(Discard(new(Errno.EINVAL, "a value is written from its start to its end, without gaps")));
        }

        var staged = _staged.Write(position, data.Span);
        if (!staged.Succeeded)
            return new(Discard(staged.Failure));
        if (!anew || (!IsScalar && _mayGoOn))
        {
            _dirty = true;
            return new(data.Length);
        }

        if (_location.IsWriteTrivial && _location is MemberLocation { Member.Scalar: not null })
        {
            var set = _location.WriteNow(_caller, (Handle: this, data), static state => state.Handle.SetScalar(state.data.Span));
            NoteScalar(data.Span, set.Errno);
            return new(AfterSet(set, data.Length));
        }

        return SetAndCountAsync(data.Length);
    }

    public override ValueTask<Result> TruncateAsync(long size, CancellationToken cancellationToken)
    {
        if ((_flags & OpenFlags.Write) == 0)
            return new(Errno.EBADF);
        if (IsBytes)
            return TruncateBytesAsync(size);
        if (size == 0)
        {
            _truncated = true;
            _begun = false;
            _dirty = false;
            _staged.SetLength(0);
        }

        return Result.SuccessAsync;
    }

    public override ValueTask<Result> FlushAsync(CancellationToken cancellationToken) => _dirty ? FlushStagedAsync() : Result.SuccessAsync;

    /// <summary>Sets the whole content in one go, as a file does that is renamed onto this one; nothing is left for the close. Nothing at all is null where null may be.</summary>
    public ValueTask<Result> ReplaceAsync(ReadOnlyMemory<byte> content)
    {
        _hasWritten = true;
        if (content.IsEmpty && _location.AllowsNull)
            return SetNullAsync();
        var staged = _staged.Write(0, content.Span);
        return staged.Succeeded ? FlushStagedAsync() : new(Discard(staged.Failure));
    }

    /// <summary>Truncation alone sets null, where null may be, and only now: a shell closes a copy of the descriptor before it writes.</summary>
    public override async ValueTask CloseAsync()
    {
        if (_dirty)
            await FlushStagedAsync().OffPool();
        else if (_truncated && !_hasWritten && _location.CanWrite && _location.AllowsNull)
            await SetNullAsync().OffPool();
        _staged.Clear();
        lock (_gate)
            _snapshot.End();
        _told?.Leave();
        EndPolling();
    }

    private bool IsBytes => Forms.OfDeclared(_location.DeclaredType) == Form.Bytes;

    private bool IsScalar => Forms.OfDeclared(_location.DeclaredType) == Form.Scalar;

    private bool IsAppending => (_flags & OpenFlags.Append) != 0;

    private Result<int> SetScalar(ReadOnlySpan<byte> content)
    {
        var place = (MemberLocation)_location;
        var owner = place.ReadOwner(null);
        Remember(owner, place.Member.Scalar!);
        var result = place.Member.Scalar!.Set(owner, Utf8Text.TakeNewline(content), place.Member);
        if (result.Succeeded)
            place.WriteBack(owner);
        return result;
    }

    private async ValueTask<Result<int>> SetAndCountAsync(int count) => AfterSet(await SetStagedAsync().OffPool(), count);

    private Result<int> AfterSet(Result<int> set, int count)
    {
        _dirty = false;
        _begun = set.Succeeded;
        if (!set.Succeeded)
            return set.Failure;
        _file.Touch();
        return count;
    }

    private async ValueTask<Result> FlushStagedAsync()
    {
        var set = AfterSet(await SetStagedAsync().OffPool(), 0);
        return set.Succeeded ? Result.Success : set.Failure;
    }

    // a copy: the setter may still run when the writer has been told ETIMEDOUT
    private async ValueTask<Result<int>> SetStagedAsync()
    {
        var (content, before) = (_staged.Content.ToArray(), new Before());
        var set = await _location.WriteAsync(_caller, (_location, content, before), static state => Set(state._location, state.content, state.before)).OffPool();
        Note(content, before, set.Errno);
        return set;
    }

    private static Result<int> Set(Location location, byte[] content, Before before)
    {
        before.Look(location);
        var current = NeedsCurrent(location.DeclaredType) ? location.Read() : null;
        location.Write(ValueText.Parse(location, current, content));
        return 0;
    }

    // what is there decides what may come where the declaration does not, what +Flag adds to, and the zone of now
    private static bool NeedsCurrent(Type type) =>
        Forms.OfDeclared(type) == Form.Dynamic || (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } or { FullName: "System.DateTime" };

    private async ValueTask<Result> SetNullAsync()
    {
        var before = new Before();
        var set = await _location.WriteAsync(_caller, (_location, before), static state =>
        {
            state.before.Look(state._location);
            state._location.Write(null);
            return (Result<int>)0;
        }).OffPool();
        Note(default, before, set.Errno);
        if (!set.Succeeded)
            return set.Failure;
        _file.Touch();
        return Result.Success;
    }

    private Failure Refuse(Failure failure) => new Requester(_location, _caller).Refuse(failure, null);

    // half of what somebody wrote is not what he wrote: only a write from the start begins again
    private Failure Discard(Failure failure)
    {
        _staged.SetLength(0);
        _dirty = false;
        _location.Host.Registry.Audit.Note($"{_location.Host.KnownPath}{_location.Path}", _caller, "set", default, isSecret: true, failure.Errno);
        return Refuse(failure);
    }
}
