using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>Opening, and what stat's counterpart may change.</content>
internal sealed partial class ValueFile
{
    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if (location.Host.Target is null)
            return new(Host.Gone);
        // root is not asked for mode bits by the kernel; the declaration binds it too
        if ((flags & OpenFlags.Write) != 0 && (location.Mode & 0x80) == 0)
            return new(Refuse(caller, location.CanWrite ? "its mode does not let it be written" : "it is read-only: it has no public setter"));
        if ((flags & OpenFlags.Read) != 0 && (location.Mode & 0x100) == 0)
            return new(Refuse(caller, "its mode does not let it be read"));
        var handle = new ValueHandle(this, flags, caller);

        // the earliest call that can carry a refusal; who believes the size, 0, would not even read. What tells no size until it is read tells it now
        return (flags & (OpenFlags.Read | OpenFlags.Write)) == OpenFlags.Read && (_isRefused || location.Lazy) ? ReadAtOnceAsync(handle) : new(handle);
    }

    private async ValueTask<Result<Handle>> ReadAtOnceAsync(ValueHandle handle)
    {
        var taken = await handle.TakeAsync(location.Lazy ? _opened : null).ConfigureAwait(false);
        return taken.Succeeded ? handle : taken.Failure;
    }

    /// <summary>truncate(2) by path sets null where null may be set, and nothing else. Modes and owners are the declaration's; times are the value's.</summary>
    public override ValueTask<Result<NodeAttributes>> SetAttributesAsync(AttributeChanges changes, Caller caller, CancellationToken cancellationToken)
    {
        if (changes.Mode is { } mode && (mode & ModeBits.All) != location.Mode)
            return new(Refuse(caller, "its mode is declared by the program", Errno.EPERM));
        if (changes.UserId is not null || changes.GroupId is not null)
            return new(Refuse(caller, "its owner is the owner of the mount", Errno.EPERM));
        return changes.Size is { } size ? TruncateAsync(size, caller, cancellationToken) : GetAttributesAsync(cancellationToken);
    }

    private async ValueTask<Result<NodeAttributes>> TruncateAsync(long size, Caller caller, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(OpenFlags.Write, caller, cancellationToken).ConfigureAwait(false);
        if (!opened.TryGet(out var handle))
            return opened.Failure;
        var truncated = await handle.TruncateAsync(size, cancellationToken).ConfigureAwait(false);
        await handle.CloseAsync().ConfigureAwait(false);
        return truncated.Succeeded ? await GetAttributesAsync(cancellationToken).ConfigureAwait(false) : truncated.Failure;
    }

    public override ValueTask<Result<ReadOnlyMemory<byte>>> GetXattrAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        new(Xattrs.Get(name, location.Host.Registry.Refusals.Of(location)));

    public override ValueTask<Result<ReadOnlyMemory<byte>>> ListXattrsAsync(CancellationToken cancellationToken) =>
        new(Xattrs.List(location.Host.Registry.Refusals.Of(location)));

    private Failure Refuse(Caller caller, string sentence, Errno errno = Errno.EACCES) =>
        new Access.Requester(location, caller).Refuse(new(errno, sentence), null);
}
