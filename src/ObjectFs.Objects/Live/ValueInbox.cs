using ObjectFs.Tree;

namespace ObjectFs.Objects.Live;

/// <summary>Waits until a value is another than its reader last saw. The newest counts: what came and went between two reads is not shown. Thread-safe.</summary>
internal sealed class ValueInbox(ValueSource source) : Inbox
{
    private Observation? _seen;
    private Observation? _latest;

    protected override bool GivesMany => false;

    protected override bool HasNext => _seen is not null && _latest is not null && !_latest.Equals(_seen);

    /// <summary>The reader has opened the file, and knows what it shows.</summary>
    public void Open(Observation seen)
    {
        lock (Gate)
        {
            // something newer may have come in between
            _seen = seen;
            _latest ??= seen;
        }
    }

    /// <summary>The value is another.</summary>
    public void Offer(Observation observation)
    {
        lock (Gate)
        {
            _latest = observation;
            if (!HasNext)
                return;
        }

        Wake();
    }

    protected override void Demand() => source.Demand();

    protected override bool TryTake(out ReadOnlyMemory<byte> line, out Failure? failure)
    {
        line = default;
        failure = null;
        if (!HasNext)
            return false;
        _seen = _latest!;
        line = _seen.Line;
        failure = _seen.Failure;
        return true;
    }
}
