namespace ObjectFs.Fuse;

/// <content>Who may answer, and who may interrupt.</content>
internal sealed unsafe partial class Request
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _cancellation = new();
    private bool _interrupted;
    private ulong _unanswered;

    /// <summary>Cancelled when the kernel says that the caller gave up.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Whether the caller gave up.</summary>
    public bool Interrupted => Volatile.Read(ref _interrupted);

    /// <summary>The number of the request that is not yet answered, or 0.</summary>
    public ulong Unanswered => Volatile.Read(ref _unanswered);

    /// <summary>The request is on its way to a node.</summary>
    public void Begin() => Volatile.Write(ref _unanswered, Header->Unique);

    /// <summary>Takes the right to answer; false where somebody else has answered.</summary>
    public bool TryTakeAnswer(ulong unique)
    {
        lock (_gate)
        {
            if (_unanswered != unique)
                return false;

            _unanswered = 0;
            return true;
        }
    }

    /// <summary>What cancels the request of that number, or null where it is not this one or is answered.</summary>
    public CancellationTokenSource? Interrupt(ulong unique)
    {
        lock (_gate)
        {
            if (_unanswered != unique || _interrupted)
                return null;

            _interrupted = true;
            return _cancellation;
        }
    }

    /// <summary>Makes it ready for the next.</summary>
    public void Reset()
    {
        Node = null;
        Created = null;
        File = null;
        HasTurn = false;
        NamesSeen = -1;
        RemembersName = false;
        if (!_interrupted && _cancellation.TryReset())
            return;

        lock (_gate)
        {
            // whoever interrupted still holds the old one, and may cancel it late
            _cancellation = new CancellationTokenSource();
            _interrupted = false;
        }
    }
}
