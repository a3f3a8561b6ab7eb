using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>An open <see cref="ValueFile"/>: the snapshot that its reader sees, and what its writer has staged. Partials by direction.</summary>
internal sealed partial class ValueHandle : Handle
{
    private readonly ValueFile _file;
    private readonly Location _location;
    private readonly OpenFlags _flags;
    private readonly Caller _caller;
    private readonly Lock _gate = new();

    public ValueHandle(ValueFile file, OpenFlags flags, Caller caller)
    {
        _file = file;
        _location = file.Location;
        _flags = flags;
        _caller = caller;
        _truncated = (flags & OpenFlags.Truncate) != 0;
    }

    /// <summary>As a sysfs attribute: always ready to be read and written, and POLLPRI when the value is another than this handle last read, as far as a woven setter tells.</summary>
    public override PollEvents Poll(IPollWaiter? waiter)
    {
        const PollEvents Ready = PollEvents.Readable | PollEvents.Writable;
        if (_location is not MemberLocation { Owner: HostLocation, Member: { Accessor.NotifyBit: not null } member })
            return Ready;
        if (_location.Host.Target is not { } owner)
            return Ready | PollEvents.Priority | PollEvents.Error;

        // whoever is told of the next change must be in the list before the setter is asked to tell
        if (waiter is not null && !_file.Waiters.TryAdd(waiter))
            return Ready | PollEvents.Priority | PollEvents.Error;
        _location.Host.Arm(owner, member);
        return HasChanged() ? Ready | PollEvents.Priority | PollEvents.Error : Ready;
    }

    private bool HasChanged()
    {
        lock (_gate)
        {
            if (!_taken)
                return false;

            // what is told of comes later than the change itself: the value, where it can be had at once, says whether this handle has seen it
            if (!_location.IsReadTrivial)
                return _changes != _file.Waiters.Changes;
        }

        var now = _location.ReadAsync(null, _location, static location => (Result<ReadOnlyMemory<byte>>)ValueText.Render(location));
        lock (_gate)
            return now.IsCompletedSuccessfully && now.Result.TryGet(out var content) && !content.Span.SequenceEqual(_snapshot.Span);
    }
}
