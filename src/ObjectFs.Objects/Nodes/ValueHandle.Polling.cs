using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>
/// Polling, as a sysfs attribute: always ready to be read and written, and POLLPRI when the value is another than this handle last read, as far as the program tells. Where the value cannot be had at once it is looked at once
/// for each poll, when everybody who tells is being listened to: what changed between the last read and then, nobody told.
/// </content>
internal sealed partial class ValueHandle
{
    private const PollEvents Ready = PollEvents.Readable | PollEvents.Writable;
    private const PollEvents Changed = Ready | PollEvents.Priority | PollEvents.Error;

    // how many changes had been told of when the snapshot was taken
    private long _changes;
    private long _snapshots;
    private IPollWaiter? _waiter;
    private bool _hasPolled;
    private bool _isLooking;
    private bool _isBehind;

    public override PollEvents Poll(IPollWaiter? waiter)
    {
        if (_location.Host.Target is not { } target)
            return Changed;
        var member = _location is MemberLocation { Owner: HostLocation } ? _location.Member : null;
        if (member is { Accessor.IsConstant: true, Form: not Form.Dynamic })
            return Ready;

        // whoever is told of the next change must be in the list before anybody is asked to tell
        if (waiter is not null && !_file.Waiters.TryAdd(waiter))
            return Changed;
        _waiter = waiter ?? _waiter;
        if (member is { Accessor.NotifyBit: not null })
            _location.Host.Arm(target, member);
        if (HasChanged())
            return Changed;

        // what only a woven setter changes needs nobody else
        if (member is not { Accessor: { IsTrivial: true, NotifyBit: not null } } || !_location.IsTextTrivial)
            Look();
        return Ready;
    }

    // of a file that seldom changes, those who looked in vain and went would else be kept until it does, and take the room of others
    private void EndPolling()
    {
        if (_waiter is not null)
            _file.Waiters.Remove(_waiter);
        if (_hasPolled)
            _file.Listener.Leave();
    }

    private bool HasChanged()
    {
        lock (_gate)
        {
            if (!_taken)
                return false;

            // what is told of comes later than the change itself: the value, where it can be had at once, says whether this handle has seen it
            if (!_location.IsTextTrivial)
                return _isBehind || _changes != _file.Waiters.Changes;
        }

        var now = _location.RenderAsync(null);
        lock (_gate)
            return now.IsCompletedSuccessfully && now.Result.TryGet(out var content) && !content.Span.SequenceEqual(_snapshot.Text.Span);
    }

    // under the lock
    private void Take()
    {
        _taken = true;
        _isBehind = false;
        _snapshots++;
    }

    private void Look()
    {
        lock (_gate)
        {
            if (!_taken || _isLooking)
                return;
            _isLooking = true;
            if (!_hasPolled)
                _file.Listener.Enter();
            _hasPolled = true;
        }

        _ = LookAsync();
    }

    private async Task LookAsync()
    {
        while (true)
        {
            long snapshots;
            lock (_gate)
                snapshots = _snapshots;
            var seen = await _location.CallAsync(null, this, static handle => handle.See()).OffPool();
            lock (_gate)
            {
                // read meanwhile, perhaps before anybody was listened to
                if (_snapshots != snapshots)
                    continue;
                _isLooking = false;
                _isBehind = seen.TryGet(out var content) && content is { } now && !now.Span.SequenceEqual(_snapshot.Text.Span);
                if (!_isBehind)
                    return;
            }

            _file.Waiters.Wake();
            return;
        }
    }

    // null where nobody would tell of the next change, or where to look is dear; runs under the policy of the host, and may throw
    private Result<ReadOnlyMemory<byte>?> See()
    {
        var isTold = _file.Listener.Follow() || _location is MemberLocation { Owner: HostLocation, Member.Accessor.NotifyBit: not null };
        return isTold && !_location.Lazy ? ValueText.Render(_location) : (ReadOnlyMemory<byte>?)null;
    }
}
