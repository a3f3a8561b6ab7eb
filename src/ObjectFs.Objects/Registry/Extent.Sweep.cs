namespace ObjectFs.Objects.Registry;

// What has died. Runs on the thread of the change feed.
internal sealed partial class Extent
{
    // Where sweeps began, of the two last collections of generation 0 and 1: what was registered before has been looked at since, or has grown older.
    private (long Last, long Before) _young;
    private (long Last, long Before) _middle;

    /// <summary>Frees what a collection took, a segment at a time.</summary>
    /// <param name="generation">The oldest generation that was collected since the last sweep.</param>
    /// <returns>How many objects were found dead in each segment.</returns>
    public IEnumerable<int> Sweep(int generation)
    {
        long last = Last;
        long from = generation switch { 0 => _young.Before, 1 => _middle.Before, _ => 0 };
        _young = (last, _young.Last);
        if (generation > 0)
            _middle = (last, _middle.Last);

        List<long> dead = [];
        long index = from / Segment.Size;
        while (true)
        {
            lock (_gate)
            {
                int at = PositionOf(index);
                at = at < 0 ? ~at : at;
                if (at == _segments.Count)
                    break;
                Segment segment = _segments[at];
                index = segment.Index + 1;
                segment.Sweep(dead);
                if (segment.IsEmpty && segment != _tail)
                    _segments.RemoveAt(at);
            }

            foreach (long number in dead)
                Retire(number);
            yield return dead.Count;
            dead.Clear();
        }

        if (generation >= 2)
            ForgetNodes();
    }

    private void Retire(long number)
    {
        Interlocked.Increment(ref _gone);
        _lastRemoval = Registry.Clock.Now;
        Registry.Retire(this, number);
    }
}
