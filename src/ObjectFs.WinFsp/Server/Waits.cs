using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <summary>What requests of an open file wait for at a time: given up together, when nobody will hear of their answers.</summary>
internal sealed class Waits : CancellationTokenSource
{
    private readonly Lock _gate = new();
    private bool _areOver;

    /// <summary>Copies an answer to where it was asked for, unless that was given up: the memory may be another request's by now.</summary>
    public bool TryDeliver(nint target, ReadOnlySpan<byte> data)
    {
        lock (_gate)
            return !_areOver && ForeignMemory.TryWrite(target, data);
    }

    /// <summary>Gives all up. Nothing is copied any more when it returns; who waits learns of it soon.</summary>
    public void End()
    {
        lock (_gate)
            _areOver = true;
        this.CancelOffPool();
    }
}
