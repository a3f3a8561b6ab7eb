using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes.Service;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Json;

/// <summary>
/// An open <see cref="JsonFile"/>. What is written is staged until the object is complete, and set inside the write that completes it: shells ignore what close says.
/// Only blanks may follow. What is not complete at fsync or close is refused there.
/// </summary>
internal sealed class JsonHandle(JsonFile file, MadeHandle? content, OpenFlags flags, Caller caller) : Handle
{
    private readonly Staging _staged = new();
    private JsonScan _scan = new();
    private long _start;
    private bool _begun;
    private bool _set;

    public override bool IsUnsized => true;

    public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
        content?.ReadAsync(offset, buffer, cancellationToken) ?? new(Errno.EBADF);

    public override async ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if ((flags & OpenFlags.Write) == 0)
            return Errno.EBADF;
        if (data.IsEmpty)
            return 0;
        var appends = (flags & OpenFlags.Append) != 0;
        if (!_begun || (offset == _start && !appends))
            Begin(offset);
        else if (!appends && offset - _start != _staged.Length)
            return Discard(new(Errno.EINVAL, "JSON is written from its start to its end, without gaps"));

        var staged = _staged.Write(_staged.Length, data.Span);
        if (!staged.Succeeded)
            return Discard(staged.Failure);
        var scanned = _scan.Advance(_staged.Content.Span);
        if (!scanned.Succeeded)
            return Discard(scanned.Failure);
        if (!_scan.IsComplete || _set)
            return data.Length;
        var set = await SetAsync().OffPool();
        if (!set.Succeeded)
        {
            Forget();
            return set.Failure;
        }

        _set = true;
        return data.Length;
    }

    /// <summary>Sets nothing: the object that is written next begins anew.</summary>
    public override ValueTask<Result> TruncateAsync(long size, CancellationToken cancellationToken)
    {
        if ((flags & OpenFlags.Write) == 0)
            return new(Errno.EBADF);
        if (size == 0)
        {
            Forget();
            _begun = false;
        }

        return Result.SuccessAsync;
    }

    // what is there is kept: somebody else may have another copy of the descriptor and go on
    public override ValueTask<Result> FlushAsync(CancellationToken cancellationToken) =>
        _staged.Length == 0 || _scan.IsComplete ? Result.SuccessAsync : new(Incomplete());

    public override ValueTask CloseAsync()
    {
        if (_staged.Length > 0 && !_scan.IsComplete)
            NoteRefused(Incomplete().Errno);
        _staged.Clear();
        return content?.CloseAsync() ?? default;
    }

    private void Begin(long offset)
    {
        Forget();
        _start = offset;
        _begun = true;
    }

    // half of what somebody wrote is not what he wrote: only a write from the start begins again
    private void Forget()
    {
        _staged.SetLength(0);
        _scan = new();
        _set = false;
    }

    // a copy: the setters may still run when the writer has been told ETIMEDOUT
    private async ValueTask<Result<int>> SetAsync()
    {
        var host = file.Location.Host;
        var budget = host.Policy.Budget > 0 ? host.Policy.Budget : host.Budget;
        var text = _staged.Content.ToArray();
        var set = await file.Location.CallAsync(
            caller,
            (file.Location, text, Deadline: Environment.TickCount64 + budget),
            static state => JsonPlan.Set(state.Location, state.text, state.Deadline)).OffPool();
        host.Registry.Audit.Note($"{host.KnownPath}{file.Location.Path}/.json", caller, "set", text, Audit.IsSecret(file.Location) || JsonPlan.NamesSecret(text), set.Errno);
        return set;
    }

    private Failure Incomplete()
    {
        var text = _staged.Content.Span;
        return Refuse(new(Errno.EINVAL, $"{JsonPosition.Of(text, text.Length)}: the JSON object ends before it is complete"));
    }

    private Failure Discard(Failure failure)
    {
        Forget();
        NoteRefused(failure.Errno);
        return Refuse(failure);
    }

    // what is no JSON may hold a secret as well as anything: only that it was written is noted
    private void NoteRefused(Errno errno) =>
        file.Location.Host.Registry.Audit.Note($"{file.Location.Host.KnownPath}{file.Location.Path}/.json", caller, "set", default, isSecret: false, errno);

    private Failure Refuse(Failure failure) => new Requester(file.Location, caller).Refuse(failure, null);
}
