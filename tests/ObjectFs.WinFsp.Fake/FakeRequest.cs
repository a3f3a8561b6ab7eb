namespace ObjectFs.WinFsp.Fake;

/// <summary>A request of the driver's, from its asking to its answer.</summary>
internal sealed unsafe class FakeRequest
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private bool _isEnded;
    private bool _isServed;
    private NtStatus _status;

    public required uint Slot { get; init; }

    public required TransactKind Kind { get; init; }

    public required uint ProcessId { get; init; }

    public required ulong Hint { get; init; }

    public required ulong* Arguments { get; init; }

    public required byte* Memory { get; init; }

    public required uint Size { get; init; }

    public required TransactResponse* Response { get; init; }

    /// <summary>The first who ends it has ended it.</summary>
    public bool End(NtStatus status, TransactResponse* response = null)
    {
        lock (_gate)
        {
            if (_isEnded)
                return false;
            if (response is not null && Response is not null)
                *Response = *response;
            _status = status;
            _isEnded = true;
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    /// <summary>Its callback has returned, or will never be called: nobody needs its memory any more.</summary>
    public void Served()
    {
        lock (_gate)
        {
            _isServed = true;
            Monitor.PulseAll(_gate);
        }
    }

    public NtStatus Await()
    {
        lock (_gate)
        {
            while (!_isServed || !_isEnded)
            {
                if (Monitor.Wait(_gate, Limit))
                    continue;
                FakeVolume.Violate(Violations.NeverAnswered);
                _status = NtStatus.IoTimeout;
                _isEnded = true;
            }

            return _status;
        }
    }
}
