namespace ObjectFs.Fuse;

/// <summary>Every request there is: few lie ready, and no more than a limit wait. Thread-safe.</summary>
internal sealed class RequestPool : IDisposable
{
    private const int Kept = 8;
    private readonly Lock _gate = new();
    private readonly Stack<Request> _ready = new();
    private readonly HashSet<Request> _out = [];

    public Request Rent()
    {
        lock (_gate)
        {
            if (!_ready.TryPop(out var request))
                request = new Request();
            _out.Add(request);
            return request;
        }
    }

    public void Return(Request request)
    {
        request.Reset();
        lock (_gate)
        {
            _out.Remove(request);
            if (_ready.Count < Kept)
                _ready.Push(request);
            else
                request.Dispose();
        }
    }

    /// <summary>Finds a request that is not yet answered, what it asks, and what cancels it; null where it is interrupted already.</summary>
    public CancellationTokenSource? Interrupt(ulong unique, out Request? request, out Opcode opcode)
    {
        lock (_gate)
        {
            foreach (var candidate in _out)
            {
                if (candidate.Unanswered == unique)
                {
                    // one that has been returned since is not there to be asked
                    request = candidate;
                    opcode = candidate.Opcode;
                    return candidate.Interrupt(unique);
                }
            }
        }

        request = null;
        opcode = default;
        return null;
    }

    /// <summary>All that are not yet answered.</summary>
    public List<(Request Request, ulong Unique)> Unanswered()
    {
        lock (_gate)
            return [.. _out.Select(static request => (request, request.Unanswered)).Where(static pair => pair.Unanswered != 0)];
    }

    /// <summary>Frees those that lie ready; the others are freed by whoever holds them, or with the process.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            while (_ready.TryPop(out var request))
                request.Dispose();
        }
    }
}
