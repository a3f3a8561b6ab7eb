using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Live;

/// <content>Looking: one look at a time; whoever asks during one is given the next.</content>
internal sealed partial class ValueSource
{
    // a look that is dear is had more seldom
    private const int RestPerLook = 10;

    // a mere null beside memory becomes memory without bytes
    private static ReadOnlyMemory<byte>? NotThere => null;

    private bool _isLooking;
    private bool _mustLookAgain;
    private bool _isStale = true;
    private bool _hasListened;
    private TaskCompletionSource<Observation>? _next;

    /// <summary>What the member shows now.</summary>
    public Task<Observation> LookAsync()
    {
        lock (_gate)
        {
            if (_isLooking)
            {
                _mustLookAgain = true;
                return (_next ??= new()).Task;
            }

            _isLooking = true;
        }

        return RunAsync();
    }

    /// <summary>Somebody is about to wait: what may have changed meanwhile is looked at.</summary>
    public void Demand()
    {
        lock (_gate)
        {
            if (!_isStale)
                return;
        }

        _ = LookAsync();
    }

    /// <summary>The value may be another. Looks where somebody waits. On the thread of the feed, or of a timer.</summary>
    public void Tell()
    {
        lock (_gate)
            _isStale = true;
        if (IsWanted)
            _ = LookAsync();
    }

    private bool IsWanted
    {
        get
        {
            if (Volatile.Read(ref _all) > 0)
                return true;
            foreach (var inbox in _inboxes)
            {
                if (inbox.IsWanting)
                    return true;
            }

            return false;
        }
    }

    private async Task<Observation> RunAsync()
    {
        Observation? first = null;
        while (true)
        {
            TaskCompletionSource<Observation>? asked;
            lock (_gate)
            {
                asked = _next;
                _next = null;
                _mustLookAgain = false;
                _isStale = false;
            }

            var start = _streams.Registry.TimeProvider.GetTimestamp();
            var seen = await SeeAsync().OffPool();
            Publish(seen);
            first ??= seen;
            asked?.TrySetResult(seen);
            lock (_gate)
            {
                if (_mustLookAgain)
                    continue;
                _isLooking = false;
                _isStale |= !IsToldOf;
            }

            if (!IsToldOf && IsWanted)
                Rest(_streams.Registry.TimeProvider.GetElapsedTime(start));
            return first;
        }
    }

    private void Rest(TimeSpan took)
    {
        lock (_gate)
        {
            if (_listener is null || (_inboxes.IsEmpty && !IsText))
                return;
            var rest = took * RestPerLook > Interval ? took * RestPerLook : Interval;
            _timer ??= _streams.Registry.TimeProvider.CreateTimer(static source => ((ValueSource)source!).Tell(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(rest, Timeout.InfiniteTimeSpan);
        }
    }

    private async ValueTask<Observation> SeeAsync()
    {
        // handlers are added once, by the program's code; then a plain value is read where we are
        var isPlain = _hasListened && IsText && _location is { IsReadTrivial: true, Owner: HostLocation };
        var state = (Source: this, Listener: _listener, All: Volatile.Read(ref _all) > 0);
        var read = isPlain
            ? await _location.ReadAsync(null, state, static state => state.Source.See(state.Listener, state.All)).OffPool()
            : await _location.CallAsync(null, state, static state => state.Source.See(state.Listener, state.All)).OffPool();
        _hasListened = read.Succeeded;
        if (!read.TryGet(out var seen))
            return new Observation(default, null, read.Failure);
        var json = seen.Json is { } draft ? await draft.FinishAsync().OffPool() : default;
        return new Observation(seen.Text ?? json, state.All ? json[..^1] : NotThere, null);
    }

    // runs under the policy of the host, and may throw
    private Result<Sighting> See(ChangeListener? listener, bool all)
    {
        var owner = _location.ReadOwner(null);
        if (_location.Owner is HostLocation && Member.Accessor.NotifyBit is not null)
            _location.Host.Arm(owner, Member);
        listener?.FollowOwner(owner);
        var value = Member.Accessor.ReadObject(owner);
        listener?.FollowValue(value);
        var isText = value is null || Forms.OfRuntime(value.GetType()) is Form.Scalar or Form.Text;
        return new Sighting(isText ? LineOf(value) : NotThere, all || !isText ? JsonOf(value) : null);
    }

    private static ReadOnlyMemory<byte> LineOf(object? value)
    {
        var text = ValueText.Render(value);
        return text.IsEmpty ? "\n"u8.ToArray() : text;
    }

    private Draft JsonOf(object? value)
    {
        var draft = new Draft(_location.Host.Registry);
        draft.Add(value);
        draft.Add("\n"u8);
        return draft;
    }

    private void Publish(Observation seen)
    {
        // that the object is gone is not its value: its streams end
        if (_location.Host.Target is null)
            return;
        bool isChange;
        lock (_gate)
        {
            if (_listener is null || (_latest is not null && _latest.Equals(seen)))
                return;
            isChange = _latest is not null;
            _latest = seen;
        }

        foreach (var inbox in _inboxes)
            inbox.Offer(seen);
        if (isChange && Volatile.Read(ref _all) > 0)
            _streams.TellAll(Member, seen);
    }

    /// <summary>What a look showed, before the paths in it are known.</summary>
    /// <param name="Text">The line, where it is no JSON.</param>
    /// <param name="Json">The value as a line of JSON, where it is none or somebody wanted it so.</param>
    private readonly record struct Sighting(ReadOnlyMemory<byte>? Text, Draft? Json);
}
