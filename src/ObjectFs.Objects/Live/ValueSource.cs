using System.Collections.Immutable;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Live;

/// <summary>
/// One member of one object, looked at once for all who wait for it to change. It is looked at when somebody tells of a change (a woven setter, INotifyPropertyChanged,
/// INotifyCollectionChanged) and, where nobody is sure to tell, every <see cref="Interval"/>; and only while somebody waits. Holds no object. Thread-safe. Partials: looking.
/// </summary>
internal sealed partial class ValueSource
{
    /// <summary>How often a member is looked at of whose changes nobody tells.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly ObjectStreams _streams;
    private readonly MemberLocation _location;
    private readonly Lock _gate = new();
    private readonly Action _told;
    private ImmutableArray<ValueInbox> _inboxes = [];
    private int _all;
    private Observation? _latest;
    private ChangeListener? _listener;
    private WeakReference<object>? _host;
    private ITimer? _timer;
    private int _isSignalled;

    public ValueSource(ObjectStreams streams, MemberLocation location)
    {
        _streams = streams;
        _location = location;
        _told = () =>
        {
            Volatile.Write(ref _isSignalled, 0);
            Tell();
        };
    }

    public Member Member => _location.Member;

    private bool IsText => Member.Form is Form.Scalar or Form.Text;

    // what only a woven setter changes, or nothing
    private bool IsToldOf => IsText && _location.Owner is HostLocation && Member.Accessor is { IsConstant: true } or { IsTrivial: true, NotifyBit: not null };

    /// <summary>A reader has come. What it shows is known from the next look.</summary>
    public void Add(ValueInbox inbox)
    {
        lock (_gate)
        {
            Begin();
            _inboxes = _inboxes.Add(inbox);
        }
    }

    /// <summary>Somebody who wants to hear of every change has come.</summary>
    public void AddAll()
    {
        lock (_gate)
        {
            Begin();
            _all++;
        }
    }

    public void Remove(ValueInbox inbox)
    {
        lock (_gate)
            _inboxes = _inboxes.Remove(inbox);
        EndIfUnused();
    }

    public void RemoveAll()
    {
        lock (_gate)
            _all--;
        EndIfUnused();
    }

    /// <summary>Somebody tells that the value may be another: from any thread, even out of the setter.</summary>
    private void Signal()
    {
        if (Interlocked.Exchange(ref _isSignalled, 1) == 0)
            _streams.Registry.Feed.Post(_told);
    }

    private void Begin()
    {
        if (_all > 0 || !_inboxes.IsEmpty)
            return;

        // what was seen before nobody looked is no change now
        _latest = null;
        _isStale = true;
        _hasListened = false;
        _listener = new ChangeListener(Member.Name, Signal);
        _host = _location.Host.Target is { } target ? new(target) : null;
    }

    private void EndIfUnused()
    {
        ChangeListener? listener;
        lock (_gate)
        {
            if (_all > 0 || !_inboxes.IsEmpty)
                return;
            listener = _listener;
            _listener = null;
            _latest = null;
            _timer?.Dispose();
            _timer = null;
        }

        // taking a handler back is the program's code
        if (listener is not null)
            _ = _location.TakeBackAsync(_host, listener.End).AsTask();
    }
}
