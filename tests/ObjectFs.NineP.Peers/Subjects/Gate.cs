namespace ObjectFs.NineP.Peers.Subjects;

/// <summary>A getter that does not end before somebody opens the gate.</summary>
public sealed class Gate : IDisposable
{
    private readonly ManualResetEventSlim _open = new();
    private int _waiting;

    /// <summary>How many have come to the gate so far.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public int Closed
    {
        get
        {
            Interlocked.Increment(ref _waiting);
            _open.Wait();
            return 1;
        }
    }

    public void Dispose() => _open.Set();
}
