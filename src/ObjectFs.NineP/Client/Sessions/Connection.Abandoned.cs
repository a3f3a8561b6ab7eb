using System.Collections.Concurrent;

namespace ObjectFs.NineP.Client;

/// <content>Fids that nobody holds any more.</content>
internal sealed partial class Connection
{
    private readonly ConcurrentQueue<uint> _abandoned = new();
    private int _clunking;

    /// <summary>Called by finalizers: returns at once, and sends nothing from their thread.</summary>
    public void Abandon(uint fid)
    {
        _abandoned.Enqueue(fid);
        if (Interlocked.Exchange(ref _clunking, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.ClunkAbandoned(), this, preferLocal: false);
    }

    private void ClunkAbandoned()
    {
        Interlocked.Exchange(ref _clunking, 0);
        while (_abandoned.TryDequeue(out var fid))
            Clunk(fid);
    }
}
