using ObjectFs.Objects.Access;
using ObjectFs.Objects.Live.Adapters;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Live;

/// <content>
/// What arrives: noted where it happens, on the program's thread; made a line later, on the tree's own, because looking into the value may run code of the program.
/// </content>
internal sealed partial class LineSource : IStreamSink
{
    private const int Batch = 64;

    private readonly Queue<Arrival> _arrived = new();
    private readonly Action _drain;
    private long _lost;
    private bool _isDraining;

    public TimeProvider Time => _streams.Registry.TimeProvider;

    public bool HasRoom
    {
        get
        {
            lock (_gate)
            {
                if (_arrived.Count >= Limits.StreamBacklog / 2)
                    return false;
            }

            var inboxes = _inboxes;
            return inboxes.IsEmpty || inboxes.Any(static inbox => inbox.HasRoom);
        }
    }

    public bool Next(object? value)
    {
        if (!_isRunning)
            return false;
        Arrive(new Arrival(Time.GetUtcNow(), value, IsEnd: false));
        return true;
    }

    public void End(Exception? error)
    {
        if (_isRunning)
            Arrive(new Arrival(Time.GetUtcNow(), error, IsEnd: true));
    }

    private void Arrive(in Arrival arrival)
    {
        lock (_gate)
        {
            if (_arrived.Count >= Limits.StreamBacklog && !arrival.IsEnd)
            {
                _lost++;
                return;
            }

            _arrived.Enqueue(arrival);
            if (_isDraining)
                return;
            _isDraining = true;
        }

        _streams.Registry.Feed.Post(_drain);
    }

    // on the thread of the feed
    private void Drain()
    {
        List<Arrival> batch = [];
        lock (_gate)
        {
            while (batch.Count < Batch && _arrived.TryDequeue(out var arrival))
                batch.Add(arrival);
            if (batch.Count == 0)
            {
                _isDraining = false;
                return;
            }
        }

        if (batch.TrueForAll(static arrival => arrival.IsPlain))
        {
            foreach (var line in Render(batch))
                Deliver(line, line.Json?.Text ?? default);
            _streams.Registry.Feed.Post(_drain);
        }
        else
        {
            _ = DrainAsync(batch);
        }
    }

    private async Task DrainAsync(List<Arrival> batch)
    {
        var rendered = await _location.CallAsync(null, (Source: this, batch), static state => (Result<List<Line>>)state.Source.Render(state.batch)).OffPool();
        if (rendered.TryGet(out var lines))
        {
            foreach (var line in lines)
                Deliver(line, line.Json is { } json ? await json.FinishAsync().OffPool() : default);
        }
        else
        {
            Lose(batch.Count);
        }

        _streams.Registry.Feed.Post(_drain);
    }

    private List<Line> Render(List<Arrival> batch) => batch.ConvertAll(Render);

    private Line Render(Arrival arrival)
    {
        if (arrival.IsEnd)
            return new(arrival.Time, null, (arrival.Value as Exception) is { } error ? $"{error.GetType().Name}: {error.Message}" : null, IsEnd: true);
        try
        {
            var json = new Draft(_location.Host.Registry);
            json.Add(arrival.Value);
            return new(arrival.Time, json, null, IsEnd: false);
        }
        catch (Exception exception)
        {
            // one event that cannot be shown costs itself alone
            return new(arrival.Time, null, Refusal.From(exception).ToString(), IsEnd: false);
        }
    }

    private void Deliver(Line line, ReadOnlyMemory<byte> json)
    {
        long lost;
        lock (_gate)
        {
            lost = _lost;
            _lost = 0;
        }

        if (lost > 0)
            Lose(lost);
        if (!line.IsEnd || line.Error is not null)
        {
            var text = ObjectStreams.Line(line.Time, null, json, line.Error);
            Log.Add(text.Span, Registry.CoarseClock.ToNanoseconds(line.Time));
            foreach (var inbox in _inboxes)
                inbox.Add(text);
            if (line.Error is null)
                _streams.TellAll(line.Time, _location.Member, json);
        }

        if (!line.IsEnd)
            return;

        // whoever comes later listens anew
        _isRunning = false;
        foreach (var inbox in _inboxes)
            inbox.End();
    }

    private void Lose(long count)
    {
        Log.Drop(count);
        foreach (var inbox in _inboxes)
            inbox.Drop(count);
        _streams.DropAll(count);
    }

    private readonly record struct Arrival(DateTimeOffset Time, object? Value, bool IsEnd)
    {
        /// <summary>Whether its text comes without code of the program.</summary>
        public bool IsPlain => IsEnd || Value is null or string || (ScalarText.TryGet(Value.GetType(), out var text) && !text.RunsUserCode);
    }

    private readonly record struct Line(DateTimeOffset Time, Draft? Json, string? Error, bool IsEnd);
}
