using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ObjectFs.Objects.Live.Adapters;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Live;

/// <summary>
/// One event, observable, channel or asynchronous sequence of one object: listened to while somebody reads it and for <see cref="Linger"/> after; what is pulled from the program, only while somebody reads it.
/// Holds no object. Thread-safe. Partials: what arrives.
/// </summary>
internal sealed partial class LineSource : IDisposable
{
    /// <summary>How long nobody has to look before the program is left alone, and the log is forgotten.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromMinutes(1);

    private readonly ObjectStreams _streams;
    private readonly MemberLocation _location;
    private readonly StreamAdapter _adapter;
    private readonly Turns _turn = new(1);
    private readonly Lock _gate = new();

    // an object keeps what listens to it, as long as it lives; nothing here does
    private readonly ConditionalWeakTable<object, IDisposable> _links = [];
    private WeakReference<object>? _owner;
    private WeakReference<object>? _host;
    private ImmutableArray<LineInbox> _inboxes = [];
    private int _others;
    private bool _lingers;
    private ITimer? _timer;
    private volatile bool _isRunning;

    public LineSource(ObjectStreams streams, MemberLocation location)
    {
        _streams = streams;
        _location = location;
        _adapter = StreamAdapter.Of(location.Member.Info, location.DeclaredType)!;
        _drain = Drain;
    }

    public LineLog Log { get; } = new();

    /// <summary>Whether only somebody who reads it by its name in <c>.watch</c> makes it run.</summary>
    public bool IsPulled => _adapter.IsPulled;

    /// <summary>Somebody reads what comes.</summary>
    public async ValueTask<Result> AddAsync(LineInbox inbox, Caller caller)
    {
        lock (_gate)
            _inboxes = _inboxes.Add(inbox);
        var adjusted = await AdjustAsync(caller).OffPool();
        if (!adjusted.Succeeded)
            await RemoveAsync(inbox).OffPool();
        return adjusted;
    }

    public ValueTask RemoveAsync(LineInbox inbox)
    {
        lock (_gate)
            _inboxes = _inboxes.Remove(inbox);
        return LeaveAsync();
    }

    /// <summary>Somebody reads the log, or hears of all; of what is pulled, only what others make run.</summary>
    public async ValueTask<Result> AddOtherAsync(Caller caller)
    {
        lock (_gate)
            _others++;
        var adjusted = await AdjustAsync(caller).OffPool();
        if (!adjusted.Succeeded)
            await RemoveOtherAsync().OffPool();
        return adjusted;
    }

    public ValueTask RemoveOtherAsync()
    {
        lock (_gate)
            _others--;
        return LeaveAsync();
    }

    public void Dispose() => _timer?.Dispose();

    private bool IsWanted => !_inboxes.IsEmpty || (!IsPulled && (_others > 0 || _lingers));

    private async ValueTask LeaveAsync()
    {
        lock (_gate)
        {
            if (!_inboxes.IsEmpty || _others > 0)
                return;
            _lingers = true;
            _timer ??= _streams.Registry.TimeProvider.CreateTimer(static source => ((LineSource)source!).EndLinger(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(Linger, Timeout.InfiniteTimeSpan);
        }

        if (IsPulled)
            await AdjustAsync(null).OffPool();
    }

    private void EndLinger()
    {
        lock (_gate)
        {
            if (!_inboxes.IsEmpty || _others > 0)
                return;
            _lingers = false;
            _timer?.Dispose();
            _timer = null;
            Log.Clear();
        }

        _ = AdjustAsync(null).AsTask();
    }

    // starts and stops come one after the other
    private async ValueTask<Result> AdjustAsync(Caller? caller)
    {
        await _turn.TakeAsync(CancellationToken.None).OffPool();
        try
        {
            bool isWanted;
            lock (_gate)
                isWanted = IsWanted;
            if (isWanted == _isRunning)
                return Result.Success;
            return isWanted ? await StartAsync(caller).OffPool() : await StopAsync().OffPool();
        }
        finally
        {
            _turn.Return();
        }
    }

    private async ValueTask<Result> StartAsync(Caller? caller)
    {
        var attempt = new Attempt();
        _isRunning = true;
        var started = await _location.CallAsync(caller, (Source: this, attempt), static state => state.Source.Start(state.attempt)).OffPool();
        if (started.Succeeded)
            return Result.Success;
        _isRunning = false;
        attempt.GiveUp();
        return started.Failure;
    }

    private async ValueTask<Result> StopAsync()
    {
        _isRunning = false;
        if (_owner?.TryGetTarget(out var owner) == true && _links.TryGetValue(owner, out var link))
        {
            _links.Remove(owner);
            await _location.TakeBackAsync(_host, link.Dispose).OffPool();
        }

        _owner = null;
        _host = null;
        return Result.Success;
    }

    // runs under the policy of the host, and may throw, or come too late
    private Result<int> Start(Attempt attempt)
    {
        var host = _location.Host.Require();
        var owner = _location.ReadOwner(null);
        var stream = _location.Member.Info is System.Reflection.EventInfo ? null : _location.Member.Accessor.ReadObject(owner);
        var link = _adapter.Start(owner, stream, this);
        if (!attempt.TryEnd(() =>
            {
                _owner = new(owner);
                _host = new(host);
                _links.AddOrUpdate(owner, link);
            }))
        {
            link.Dispose();
        }

        return 0;
    }

    /// <summary>A start that may outlast the patience of whoever asked for it.</summary>
    private sealed class Attempt
    {
        private readonly Lock _gate = new();
        private bool _isGivenUp;

        public bool TryEnd(Action end)
        {
            lock (_gate)
            {
                if (!_isGivenUp)
                    end();
                return !_isGivenUp;
            }
        }

        public void GiveUp()
        {
            lock (_gate)
                _isGivenUp = true;
        }
    }
}
