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
        if ((flags & OpenFlags.Write) != 0 && location.RefuseWrite() is { } noWrite)
            return new(Refuse(caller, noWrite));
        if ((flags & OpenFlags.Read) != 0 && location.RefuseRead() is { } noRead)
            return new(Refuse(caller, noRead));
        var handle = new ValueHandle(this, flags, caller);

        // what tells no size until it is read tells it now
        return location.Lazy && (flags & (OpenFlags.Read | OpenFlags.Write)) == OpenFlags.Read ? ReadAtOnceAsync(handle) : new(handle);
    }

    private async ValueTask<Result<Handle>> ReadAtOnceAsync(ValueHandle handle)
    {
        var taken = await handle.TakeAsync(_opened).OffPool();
        return taken.Succeeded ? handle : taken.Failure;
    }

    /// <summary>truncate(2) by path sets null where null may be set, and nothing else. Modes and owners are the declaration's; times are the value's.</summary>
    public override ValueTask<Result<NodeAttributes>> SetAttributesAsync(AttributeChanges changes, Caller caller, CancellationToken cancellationToken)
    {
        if (changes.Mode is { } mode && (mode & ModeBits.All) != location.Mode)
            return new(Refuse(caller, new(Errno.EPERM, "its mode is declared by the program")));
        if (changes.UserId is not (null or Caller.Unknown) || changes.GroupId is not (null or Caller.Unknown))
            return new(Refuse(caller, new(Errno.EPERM, "its owner is the owner of the mount")));
        return changes.Size is { } size ? TruncateAsync(size, caller, cancellationToken) : GetAttributesAsync(cancellationToken);
    }

    private async ValueTask<Result<NodeAttributes>> TruncateAsync(long size, Caller caller, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(OpenFlags.Write, caller, cancellationToken).OffPool();
        if (!opened.TryGet(out var handle))
            return opened.Failure;
        var truncated = await handle.TruncateAsync(size, cancellationToken).OffPool();
        await handle.CloseAsync().OffPool();
        return truncated.Succeeded ? await GetAttributesAsync(cancellationToken).OffPool() : truncated.Failure;
    }

    protected override Location Place => location;

    protected override Facts? Declared => location.Facts;

    protected override long? Changed
    {
        get
        {
            // whoever looks is to be told of the next one, even if nobody has looked at the value
            if (location is { Owner: HostLocation, Member: { } member } && location.Host.Target is { } target)
                Arm(target, member);
            return Modified is var time && time > location.Host.Born ? time : null;
        }
    }
}
