namespace ObjectFs.WinFsp.Fake;

/// <summary>A request of the driver's, from its asking to its answer.</summary>
internal sealed unsafe class FakeRequest
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private bool _isEnded;
    private bool _isReturned;
    private bool _isPerformed;
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

    /// <summary>The dispatcher's thread has come back from it.</summary>
    /// <param name="isOver">Nobody performs it later.</param>
    public void Returned(bool isOver)
    {
        lock (_gate)
        {
            _isReturned = true;
            _isPerformed |= isOver;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Its slot has returned.</summary>
    public void Performed()
    {
        lock (_gate)
        {
            _isPerformed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for its end. Whoever asks has lent memory to the slot, which in the DLL is the DLL's own: until the slot returns it is not given back, also where the request was given up.</summary>
    public NtStatus Await()
    {
        lock (_gate)
        {
            while (!_isReturned || !_isPerformed || !_isEnded)
            {
                if (Monitor.Wait(_gate, Limit))
                    continue;
                FakeVolume.Violate(Violations.NeverAnswered);
                _status = NtStatus.IoTimeout;
                _isEnded = true;
                _isPerformed = true;
            }

            return _status;
        }
    }
}
